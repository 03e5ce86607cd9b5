-- Joins the two persons who are signed in with these two tokens, who turn out to be one human being: from now on they switch
-- without signing in again. Both tokens are the proof; a name is none. False: one of the sessions is over.
create or replace function identity_join(token_a bytea, token_b bytea, at timestamptz)
returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
    kept   uuid;
    joined uuid;
begin
    kept := session_identity(token_a, at);
    joined := session_identity(token_b, at);
    if kept is null or joined is null then
        return false;
    end if;
    update membership set identity_id = kept where identity_id = joined;
    delete from identity where identity_id = joined and joined <> kept;
    return true;
end $$;

revoke execute on function identity_join from public;
grant execute on function identity_join to kt_sign_in;
