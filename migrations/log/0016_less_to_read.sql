-- The same as 0013 and 0014 with less to do for each message. A statement inside a function is planned once, but begins and ends
-- each time it runs: what is one expression is assigned instead, and two statements over the same rows are one.

drop function log_stream;
drop function log_append;

-- What a decision about a stream is made on, as of one moment and in one row: the head of the log, the database's clock, what is
-- known of a command, and the facts of the stream, oldest first, without their sealed fields, which no decision looks into.
-- Nor does it look into when something was recorded, or by whom. Without a head: there is no such school.
create function log_stream(
    school uuid, stream uuid, command_asked uuid,
    out head bigint, out clock timestamptz, out digest bytea, out last_pos bigint,
    out version integer, out types text[], out schema_vers smallint[], out bodies bytea[])
language plpgsql as $$
declare
    tenant text := set_config('app.tenant', school::text, true);
begin
    -- Limited, so that its key finds the stream also when this is planned before the log holds anything.
    select h.pos, clock_timestamp(), c.digest, c.last_pos, s.version, s.types, s.schema_vers, s.bodies
      into head, clock, digest, last_pos, version, types, schema_vers, bodies
      from tenant_head h
      left join command c on c.tenant_id = h.tenant_id and c.command_id = command_asked,
           lateral (
               select max(e.stream_ver), array_agg(e.type), array_agg(e.schema_ver), array_agg(e.body)
                 from (select stream_ver, type, schema_ver, body from event
                        where tenant_id = school and stream_id = stream order by stream_ver limit 1000000) e
           ) s (version, types, schema_vers, bodies)
     where h.tenant_id = school;
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
declare
    tenant      text := set_config('app.tenant', school::text, true);
    is_complete boolean;
    nothing     text;
begin
    update tenant_head set pos = after, chain_hash = chain, last_recorded_at = recorded
     where tenant_id = school and pos = before and chain_hash = chain_before and view_epoch = epoch;
    if not found then
        return null;
    end if;
    -- What is added is not in `event` yet for the rest of the statement that adds it. `max` as in log_known: only one index gives
    -- it, whatever the planner thinks of the size of a table.
    with added as (insert into event select e.* from unnest(events) e returning stream_id, stream_ver)
    select bool_and(
               s.last - s.first + 1 = s.count
               and (s.first = 1 or s.first - 1 is not distinct from
                    (select max(e.stream_ver) from event e where e.tenant_id = school and e.stream_id = s.stream_id)))
      into is_complete
      from (select a.stream_id, min(a.stream_ver), max(a.stream_ver), count(*) from added a group by a.stream_id)
           s (stream_id, first, last, count);
    if not is_complete then
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
    if cardinality(rows) > 0 or cardinality(gone) > 0 then
        -- Assigned though there is nothing: so it is an expression and no statement.
        nothing := log_put_rows(school, rows, unseen, gone);
    end if;
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

do $$
declare name text;
begin
    foreach name in array array['log_stream', 'log_append'] loop
        execute format('revoke execute on function %I from public', name);
        execute format('grant execute on function %I to kt_app', name);
    end loop;
end $$;
