-- Signs in one of the people of a demonstration, who need no link. False: this database is no demonstration.
create or replace function session_start_demo(
    token bytea, school uuid, person uuid, as_role text, at timestamptz, ends_at timestamptz, idle interval)
returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from platform where kind = 'demo') then
        return false;
    end if;
    perform session_begin(token, school, person, as_role, at, ends_at, idle);
    return true;
end $$;

revoke execute on function session_start_demo from public;
grant execute on function session_start_demo to kt_sign_in;
