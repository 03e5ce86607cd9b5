-- Whether a link still works. Asking does not use it up, so the page can say so before anybody presses the button.
create or replace function login_link_stands(link bytea, at timestamptz)
returns boolean
language sql security definer set search_path = public, pg_temp as $$
    select exists (select from login_link l where l.token_hash = link and l.used_at is null and l.expires_at > at);
$$;

revoke execute on function login_link_stands from public;
grant execute on function login_link_stands to kt_app;
