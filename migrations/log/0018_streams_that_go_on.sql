-- As in 0016, but only of a stream that goes on is asked whether it is where it is said to be: of one that begins, its key tells.

drop function log_append;

-- Adds events with all that belongs to them, moves the head from where their decisions were made to where they end, and tells
-- the time. No time, and nothing was added, when the head is not there any more: somebody else wrote meanwhile. First the head,
-- whose row is the lock of this log: a position is drawn by whoever holds it, and they hold it to the end of their transaction.
--
-- Whoever knows by heart what is in the log may come without having read it. So whatever they believe is checked here: no
-- command twice, no version twice, no stream that goes on from where it is not (KT001), no row where none was said to be. How
-- the events of one append follow each other is the writer's own sum, and `verify` does it again.
create function log_append(
    school uuid,
    -- The head as it was read, and as it will be.
    before bigint, chain_before bytea, epoch integer, after bigint, chain bytea, recorded timestamptz,
    -- Streams that go on, and how many events each holds; all others begin.
    continued uuid[], held integer[],
    events event[], sealed event_sealed[], tags event_tag[], commands command[], effects effect[],
    -- As for log_put_rows.
    rows view_row[], unseen text[], gone view_row[],
    -- The blind index: of whom everything of a kind goes, except what is added again; and what is added.
    lost lookup[], found_anew lookup[])
returns timestamptz language plpgsql as $$
declare
    tenant  text := set_config('app.tenant', school::text, true);
    nothing text;
begin
    update tenant_head set pos = after, chain_hash = chain, last_recorded_at = recorded
     where tenant_id = school and pos = before and chain_hash = chain_before and view_epoch = epoch;
    if not found then
        return null;
    end if;
    -- `max` as in log_known: only one index gives it, whatever the planner thinks of the size of a table.
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

revoke execute on function log_append from public;
grant execute on function log_append to kt_app;
