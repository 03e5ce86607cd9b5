-- Marks the link used and returns whom it is for. No row: it is unknown, used or expired.
create or replace function login_link_use(link bytea, at timestamptz)
returns table (tenant_id uuid, person_id uuid, role text)
language sql security definer set search_path = public, pg_temp as $$
    update login_link as l set used_at = at
     where l.token_hash = link and l.used_at is null and l.expires_at > at
    returning l.tenant_id, l.person_id, l.role;
$$;

revoke execute on function login_link_use from public;
grant execute on function login_link_use to kt_app;
