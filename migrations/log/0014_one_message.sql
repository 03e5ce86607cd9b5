-- One message instead of two: a writer that added the last events of a school knows by heart what the next decision leans on,
-- and need not read it. These two functions take the place of those of 0013. What is new in them is that they check what the
-- writer believes, tell the time, and take whole rows of the tables instead of an array for each column: reading fifty arrays
-- cost as much as writing what was in them.

drop function log_append;
drop function log_put_rows;

-- Writes rows of views over what is there, and removes those that are gone. Where `unseen` keys stood nothing is said to have
-- been: when there was something after all, nothing is written.
create function log_put_rows(school uuid, rows view_row[], unseen text[], gone view_row[])
returns void language plpgsql as $$
declare
    written bigint;
begin
    if cardinality(rows) > 0 then
        insert into view_row select r.* from unnest(rows) r
        on conflict (tenant_id, view, version, key) do update
            set list = excluded.list, occurred_on = excluded.occurred_on, pos = excluded.pos, body = excluded.body
            where excluded.key <> all (unseen);
        get diagnostics written = row_count;
        if written <> cardinality(rows) then
            raise exception 'a row of a view is there already' using errcode = 'KT001';
        end if;
    end if;
    if cardinality(gone) > 0 then
        delete from view_row r using unnest(gone) g
         where r.tenant_id = school and r.view = g.view and r.version = g.version and r.key = g.key;
    end if;
end $$;

-- Adds events with all that belongs to them, moves the head from where their decisions were made to where they end, and tells
-- the time. No time, and nothing was added, when the head is not there any more: somebody else wrote meanwhile. First the head,
-- whose row is the lock of this log: a position is drawn by whoever holds it, and they hold it to the end of their transaction.
--
-- Whoever knows by heart what is in the log may come without having read it. So whatever they believe is checked here: no
-- command twice, no version twice or without the one before it (KT001), no row where none was said to be.
create function log_append(
    school uuid,
    -- The head as it was read, and as it will be.
    before bigint, chain_before bytea, epoch integer, after bigint, chain bytea, recorded timestamptz,
    events event[], sealed event_sealed[], tags event_tag[], commands command[], effects effect[],
    -- As for log_put_rows.
    rows view_row[], unseen text[], gone view_row[],
    -- The blind index: of whom everything of a kind goes, except what is added again; and what is added.
    lost lookup[], found_anew lookup[])
returns timestamptz language plpgsql as $$
begin
    perform set_config('app.tenant', school::text, true);
    update tenant_head set pos = after, chain_hash = chain, last_recorded_at = recorded
     where tenant_id = school and pos = before and chain_hash = chain_before and view_epoch = epoch;
    if not found then
        return null;
    end if;
    insert into event select e.* from unnest(events) e;
    -- `max` as in log_known: only one index gives it, whatever the planner thinks of the size of the table.
    if exists (
        select from unnest(events) w
         where w.stream_ver > 1
           and (select max(e.stream_ver) from event e
                 where e.tenant_id = school and e.stream_id = w.stream_id and e.stream_ver < w.stream_ver)
               is distinct from w.stream_ver - 1)
    then
        raise exception 'a stream would miss a version' using errcode = 'KT001';
    end if;
    if cardinality(sealed) > 0 then
        insert into event_sealed select s.* from unnest(sealed) s;
    end if;
    insert into event_tag select t.* from unnest(tags) t;
    insert into command select c.* from unnest(commands) c;
    if cardinality(effects) > 0 then
        insert into effect select e.* from unnest(effects) e;
    end if;
    perform log_put_rows(school, rows, unseen, gone);
    if cardinality(lost) > 0 then
        delete from lookup l using unnest(lost) gone
         where l.tenant_id = school and l.person_id = gone.person_id and l.kind = gone.kind
           and not exists (
               select from unnest(found_anew) kept
                where kept.person_id = l.person_id and kept.kind = l.kind and kept.digest = l.digest);
    end if;
    if cardinality(found_anew) > 0 then
        insert into lookup select f.* from unnest(found_anew) f on conflict (tenant_id, kind, digest, person_id) do nothing;
    end if;
    return clock_timestamp();
end $$;

-- The views that follow each append.
create function log_inline_views(school uuid) returns table (name text, version smallint)
language plpgsql as $$
#variable_conflict use_column
begin
    perform set_config('app.tenant', school::text, true);
    return query select v.name, v.version from view_tenant v where v.tenant_id = school and v.mode = 'inline';
end $$;

do $$
declare name text;
begin
    foreach name in array array['log_put_rows', 'log_append', 'log_inline_views'] loop
        execute format('revoke execute on function %I from public', name);
        execute format('grant execute on function %I to kt_app', name);
    end loop;
end $$;
