-- Where events under a tag come after a position, of these types alone: what tells a row of a view that is not the last. Without
-- types nothing is looked for.
--
-- A run of the tag may hold the position itself, so the last run that begins there or before is looked at too. `limit 1` keeps
-- each look-up a look-up by key, whatever the planner believes about the size of a table.
--
-- In the owner's name, so that the ticket is asked for once and not for each table that is looked into.
create or replace function later_events(school uuid, wanted text, after bigint, types text[])
returns bigint[] language plpgsql stable strict security definer set search_path = public, pg_temp as $$
declare
    run bigint := (select t.pos from event_tag t where t.tenant_id = school and t.tag = wanted and t.pos <= after
                    order by t.pos desc limit 1);
begin
    if ticket_school() is distinct from school then
        raise exception 'no ticket for this school' using errcode = 'KT002';
    end if;
    return array(
        select e.pos
          from event_tag t,
               generate_series(greatest(t.pos, after + 1), t.pos + t.span - 1) later (pos),
               lateral (select x.pos, x.type from event x where x.tenant_id = school and x.pos = later.pos limit 1) e
         where t.tenant_id = school and t.tag = wanted and t.pos >= coalesce(run, 0) and e.type = any (types));
end $$;

revoke execute on function later_events from public;
grant execute on function later_events to kt_app;
