-- Which human being is signed in with this token. Null: the session is over. For the other functions of sign-in.
create or replace function session_identity(token bytea, at timestamptz)
returns uuid language sql stable as $$
    select m.identity_id
      from session s join membership m on (m.tenant_id, m.person_id, m.role) = (s.tenant_id, s.person_id, s.role)
     where s.token_hash = token and least(s.expires_at, s.last_seen_at + s.idle_limit) > greatest(at, clock_timestamp());
$$;

revoke execute on function session_identity from public;
