-- Whether a link still works. Asking does not use it up, so the page can say so before anybody presses the button. It counts when it
-- does not, and after too many of those nothing is looked up at all: then it says how long to wait, whatever link it is.
create or replace function login_link_stands(link bytea, address text, at timestamptz)
returns table (wait integer, stands boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    whose text := (select l.tenant_id || ' ' || l.person_id from login_link l where l.token_hash = link);
    code  text := encode(link, 'hex');
begin
    wait := failure_wait('link', whose, code, address, at);
    stands := wait = 0 and exists (
        select from login_link l where l.token_hash = link and l.used_at is null and l.expires_at > greatest(at, clock_timestamp()));
    if wait = 0 and not stands then
        perform failure_note('link', whose, code, address, at);
    end if;
    return next;
end $$;

revoke execute on function login_link_stands from public;
grant execute on function login_link_stands to kt_sign_in;
