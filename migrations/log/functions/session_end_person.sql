-- Ends all sessions and links of one person at a school: their authority ended, or a phone was lost.
create or replace function session_end_person(school uuid, person uuid)
returns void language sql security definer set search_path = public, pg_temp as $$
    delete from session where tenant_id = school and person_id = person;
    delete from login_link where tenant_id = school and person_id = person;
$$;

revoke execute on function session_end_person from public;
grant execute on function session_end_person to kt_app;
