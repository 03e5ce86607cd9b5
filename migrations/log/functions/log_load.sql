-- What a decision about a stream begins with: head, database time, what is known of the command, and the facts of the stream, oldest
-- first, in one row, of one moment. And how many messages the sender sent in the hour before `now`, or before the database's clock
-- when that is null. No row: there is no such school. The limits keep each look-up a look-up by key, also when it
-- is planned while the tables are still empty.
create or replace function log_load(
    school uuid, ticket text, stream uuid, command uuid, sender uuid, now timestamptz)
returns table (
    pos bigint, clock timestamptz, digest bytea, last_pos bigint,
    version integer, types text[], schema_vers smallint[], bodies bytea[], messages bigint)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    perform school_enter(school, ticket);
    return query
        select h.pos, clock_timestamp(), c.digest, c.last_pos, s.version, s.types, s.schema_vers, s.bodies,
               case when sender is null then 0 else (
                   select count(*) from event m
                    where m.tenant_id = school and m.actor_id = sender and m.type in ('message.sent', 'message.answered')
                      and m.recorded_at > coalesce(log_load.now, clock_timestamp()) - interval '1 hour') end
          from (select pos from tenant_head where tenant_id = school limit 1) h
         cross join lateral (
                   select max(e.stream_ver), array_agg(e.type), array_agg(e.schema_ver), array_agg(e.body)
                     from (select stream_ver, type, schema_ver, body from event
                            where tenant_id = school and stream_id = stream order by stream_ver limit 1000000) e
               ) s (version, types, schema_vers, bodies)
          left join lateral (
                   select digest, last_pos from command where tenant_id = school and command_id = log_load.command limit 1) c on true;
end $$;

revoke execute on function log_load from public;
grant execute on function log_load to kt_app;
