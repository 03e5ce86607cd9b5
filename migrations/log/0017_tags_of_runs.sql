-- Events of one command are often about the same people, so a tag is kept once for a run of events that follow each other: an
-- event has a tag when it is one of the `span` events that begin at `pos`. What was written before has one row for each event.
-- A run lies within one append, and runs of one tag do not overlap.
alter table event_tag add column span integer not null default 1 check (span > 0);

-- As in 0013, but for the last position under a tag, which is the last of the last run.
create or replace function log_known(
    school uuid, commands uuid[], streams uuid[], views text[], versions smallint[], keys text[], tags text[])
returns table (
    what text, id uuid, n bigint, first_number bigint, last_number bigint, bytes bytea, recorded timestamptz, clock timestamptz)
language plpgsql as $$
#variable_conflict use_column
begin
    perform set_config('app.tenant', school::text, true);
    return query
        select 'head', null::uuid, null::bigint, h.pos, h.view_epoch::bigint, h.chain_hash, h.last_recorded_at, clock_timestamp()
          from tenant_head h where h.tenant_id = school;
    return query
        select 'stream', w.id, null::bigint, null::bigint, v.ver::bigint, null::bytea, null::timestamptz, null::timestamptz
          from unnest(streams) w (id),
               lateral (select max(e.stream_ver) from event e where e.tenant_id = school and e.stream_id = w.id) v (ver)
         where v.ver is not null;
    return query
        select 'row', null::uuid, w.n, null::bigint, null::bigint, r.body, null::timestamptz, null::timestamptz
          from unnest(views, versions, keys) with ordinality w (view, version, key, n),
               lateral (select body from view_row r
                         where r.tenant_id = school and r.view = w.view and r.version = w.version and r.key = w.key limit 1) r;
    if cardinality(tags) > 0 then
        return query
            select 'tag', null::uuid, w.n, null::bigint, p.pos, null::bytea, null::timestamptz, null::timestamptz
              from unnest(tags) with ordinality w (tag, n),
                   lateral (select t.pos + t.span - 1 from event_tag t
                             where t.tenant_id = school and t.tag = w.tag order by t.pos desc limit 1) p (pos);
    end if;
    return query
        select 'command', w.id, null::bigint, c.first_pos, c.last_pos, c.digest, null::timestamptz, null::timestamptz
          from unnest(commands) w (id),
               lateral (select digest, first_pos, last_pos from command where tenant_id = school and command_id = w.id limit 1) c;
end $$;

-- One statement that names its school itself reads a stream in less time than a function does (`read_log::stream`).
drop function log_stream;
