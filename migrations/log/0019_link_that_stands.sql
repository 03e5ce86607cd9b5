-- Whoever opens a link is told at once whether it still works: looking does not use it up (0011).
create function login_link_stands(link bytea, at timestamptz)
returns boolean
language sql security definer set search_path = public, pg_temp as $$
    select exists (select from login_link l where l.token_hash = link and l.used_at is null and l.expires_at > at);
$$;

revoke execute on function login_link_stands(bytea, timestamptz) from public;
grant execute on function login_link_stands(bytea, timestamptz) to kt_app;
