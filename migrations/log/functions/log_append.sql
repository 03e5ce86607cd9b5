-- Adds events with everything that belongs to them, moves the head from where the decisions were made to where the events end,
-- and returns the time. It returns null, and adds nothing, when the head has moved meanwhile: then another writer was first.
-- The head comes first, because its row is the lock of this log, held to the end of the transaction.
--
-- A writer may call this with what it remembers and without having read the log. So what it believes is checked here: no
-- command twice, no version of a stream twice, no stream that goes on from another version than it has (KT001), no row of a view
-- where it said there was none (KT001). That the events of one append follow each other is the writer's own count;
-- `keukentafel verify` counts again.
--
-- A statement in a function is planned once, but begins and ends each time that it runs. So what can be an expression is one.
-- Whole rows of the tables are passed in: reading an array for each column cost as much as writing the rows.
create or replace function log_append(
    school uuid, ticket text,
    -- The head as it was read, and as it will be.
    before bigint, chain_before bytea, epoch integer, after bigint, chain bytea, recorded timestamptz,
    -- Streams that go on, and how many events each holds. All others begin.
    continued uuid[], held integer[],
    events event[], sealed event_sealed[], tags event_tag[], commands command[], effects effect[],
    -- As for log_put_rows.
    rows view_row[], unseen text[], gone view_row[],
    -- The blind index: whose entries of a kind are removed, unless they are added again; and what is added.
    lost lookup[], found_anew lookup[])
returns timestamptz language plpgsql security definer set search_path = public, pg_temp as $$
declare
    nothing text := school_enter(school, ticket);
begin
    update tenant_head set pos = after, chain_hash = chain, last_recorded_at = recorded
     where tenant_id = school and pos = before and chain_hash = chain_before and view_epoch = epoch;
    if not found then
        return null;
    end if;
    -- Of a stream that begins, the unique key tells whether it does. `max` as in log_known: only one index gives it.
    if cardinality(continued) > 0 then
        if exists (
            select from unnest(continued, held) s (stream_id, ver)
             where s.ver is distinct from
                   (select max(e.stream_ver) from event e where e.tenant_id = school and e.stream_id = s.stream_id))
        then
            raise exception 'a stream would miss a version' using errcode = 'KT001';
        end if;
    end if;
    insert into event select e.* from unnest(events) e;
    if cardinality(sealed) > 0 then
        insert into event_sealed select s.* from unnest(sealed) s;
    end if;
    insert into event_tag select t.* from unnest(tags) t;
    insert into command select c.* from unnest(commands) c;
    if cardinality(effects) > 0 then
        insert into effect select e.* from unnest(effects) e;
    end if;
    if cardinality(rows) > 0 or cardinality(gone) > 0 then
        -- An assignment of nothing, because that is an expression; `perform` would be a statement.
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

revoke execute on function log_append from public;
grant execute on function log_append to kt_app;
