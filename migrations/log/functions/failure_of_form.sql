-- Counts a form that came without the token of its session, and says how long to wait when that happened too often.
create or replace function failure_of_form(token bytea, address text, at timestamptz)
returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare
    whose  text := (select s.tenant_id || ' ' || s.person_id from session s where s.token_hash = token);
    wait   integer := failure_wait('form', whose, null, address, at);
begin
    if wait = 0 then
        perform failure_note('form', whose, null, address, at);
    end if;
    return wait;
end $$;

revoke execute on function failure_of_form from public;
grant execute on function failure_of_form to kt_sign_in;
