-- Ends all sessions and links of one person at a school: their authority ended, or a phone was lost. The ticket says which school.
create or replace function session_end_person(person uuid)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
    school uuid := ticket_school();
begin
    delete from session where tenant_id = school and person_id = person;
    delete from login_link where tenant_id = school and person_id = person;
end $$;

revoke execute on function session_end_person from public;
grant execute on function session_end_person to kt_app;
