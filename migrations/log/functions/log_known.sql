-- Everything that decides over commands: the head of the log, what is known of the commands, how far their streams have come,
-- the rows of the views that they touch, and the last position under each tag that their decisions depend on.
--
-- It is one message, one transaction and one set of plans. It begins by naming its school, as every transaction does, with the
-- ticket for it. Row-level security holds inside it.
--
-- The head is read first, and log_append refuses when it has moved since: so everything is decided as of one moment. The
-- commands are read last: a command that was carried out meanwhile has moved its own stream, and must be found as carried out
-- and answered as before, not refused for the moved stream.
--
-- Of a row of a view come its proof and, where `types` names the facts that count in it, where events come after it that may
-- touch it; then a row that is not there is answered too.
--
-- Each kind of row fills the columns that it needs. `n` is the place in the array that was asked for. `limit 1` and `max` keep
-- each look-up a look-up by key, whatever the planner believes about the size of a table. No rows: there is no such school.
create or replace function log_known(
    school uuid, ticket text, commands uuid[], streams uuid[], views text[], versions smallint[], keys text[], types text[],
    tags text[])
returns table (
    what text, id uuid, n bigint, first_number bigint, last_number bigint, bytes bytea, recorded timestamptz, clock timestamptz,
    mac bytea, later bigint[])
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    perform school_enter(school, ticket);
    return query
        select 'head', null::uuid, null::bigint, h.pos, h.view_epoch::bigint, h.chain_hash, h.last_recorded_at, clock_timestamp(),
               null::bytea, null::bigint[]
          from tenant_head h where h.tenant_id = school;
    return query
        select 'stream', w.id, null::bigint, null::bigint, v.ver::bigint, null::bytea, null::timestamptz, null::timestamptz,
               null::bytea, null::bigint[]
          from unnest(streams) w (id),
               lateral (select max(e.stream_ver) from event e where e.tenant_id = school and e.stream_id = w.id) v (ver)
         where v.ver is not null;
    return query
        select 'row', null::uuid, w.n, null::bigint, r.last_pos, r.body, null::timestamptz, null::timestamptz,
               r.mac, later_events(school, w.key, coalesce(r.last_pos, 0), w.types::text[])
          from unnest(views, versions, keys, types) with ordinality w (view, version, key, types, n)
          left join lateral (
               select body, last_pos, mac from view_row r
                where r.tenant_id = school and r.view = w.view and r.version = w.version and r.key = w.key limit 1) r on true
         where r.body is not null or w.types is not null;
    if cardinality(tags) > 0 then
        return query
            select 'tag', null::uuid, w.n, null::bigint, p.pos, null::bytea, null::timestamptz, null::timestamptz,
                   null::bytea, null::bigint[]
              from unnest(tags) with ordinality w (tag, n),
                   lateral (select t.pos + t.span - 1 from event_tag t
                             where t.tenant_id = school and t.tag = w.tag order by t.pos desc limit 1) p (pos);
    end if;
    return query
        select 'command', w.id, null::bigint, c.first_pos, c.last_pos, c.digest, null::timestamptz, null::timestamptz,
               null::bytea, null::bigint[]
          from unnest(commands) w (id),
               lateral (select digest, first_pos, last_pos from command where tenant_id = school and command_id = w.id limit 1) c;
end $$;

revoke execute on function log_known from public;
grant execute on function log_known to kt_app;
