-- Marks the link used and returns the role that it is for; null when it is unknown, used or expired. That counts, and after too many of
-- those nothing is tried at all: then it says how long to wait, whatever link it is.
create or replace function login_link_use(link bytea, address text, at timestamptz)
returns table (wait integer, role text)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
    whose    text := (select l.tenant_id || ' ' || l.person_id from login_link l where l.token_hash = link);
    code     text := encode(link, 'hex');
    seconds  integer := failure_wait('link', whose, code, address, at);
    its_role text;
begin
    if seconds = 0 then
        update login_link as l set used_at = at
         where l.token_hash = link and l.used_at is null and l.expires_at > greatest(at, clock_timestamp())
        returning l.role into its_role;
    end if;
    if seconds = 0 and its_role is null then
        perform failure_note('link', whose, code, address, at);
    end if;
    return query select seconds, its_role;
end $$;

revoke execute on function login_link_use from public;
grant execute on function login_link_use to kt_sign_in;
