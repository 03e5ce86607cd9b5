-- Makes a link that signs one person in once, until `ends_at` and never longer than ten minutes. It ends the person's older
-- links, and removes all that were over a day ago. False: there is no such person at the school.
create or replace function login_link_make(
    link bytea, school uuid, person uuid, as_role text, ends_at timestamptz)
returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
    tenant text := set_config('app.tenant', school::text, true);
begin
    if not exists (select from event_tag t where t.tenant_id = school and t.tag = 'person:' || person) then
        return false;
    end if;
    delete from login_link l
     where l.expires_at < clock_timestamp() - interval '1 day'
        or (l.tenant_id = school and l.person_id = person and l.used_at is null);
    insert into login_link (token_hash, tenant_id, person_id, role, expires_at)
    values (link, school, person, as_role, least(ends_at, clock_timestamp() + interval '10 minutes'));
    return true;
end $$;

revoke execute on function login_link_make from public;
grant execute on function login_link_make to kt_operator;
