-- Makes a link that signs one person in once, until `ends_at`. Removes all links that are over.
create or replace function login_link_make(
    link bytea, school uuid, person uuid, as_role text, at timestamptz, ends_at timestamptz)
returns void language sql security definer set search_path = public, pg_temp as $$
    delete from login_link where expires_at < at;
    insert into login_link values (link, school, person, as_role, ends_at, null);
$$;

revoke execute on function login_link_make from public;
grant execute on function login_link_make to kt_app;
