-- Begins a session for a person whom another function of sign-in has proved. The first time they get an identity; in a second
-- role it is the same identity. Whatever is asked, a session ends within twelve hours (and one more, for clocks that differ),
-- and after half an hour without a request.
create or replace function session_begin(
    token bytea, school uuid, person uuid, as_role text, at timestamptz, ends_at timestamptz, idle interval)
returns void language plpgsql as $$
declare
    whose uuid;
begin
    -- Two first sign-ins of one person at the same moment must not make two identities.
    perform pg_advisory_xact_lock(hashtextextended(school::text || person::text, 0));
    select m.identity_id into whose from membership m where m.tenant_id = school and m.person_id = person limit 1;
    if whose is null then
        insert into identity (created_at) values (at) returning identity_id into whose;
    end if;
    insert into membership values (school, person, as_role, whose) on conflict do nothing;
    delete from session where expires_at < least(at, clock_timestamp());
    insert into session
    values (token, school, person, as_role, at, at,
            least(ends_at, clock_timestamp() + interval '13 hours'), least(idle, interval '30 minutes'));
end $$;

revoke execute on function session_begin from public;
