-- A transaction names its school itself (`app.tenant`), so whoever got hold of the runtime account could name any. It must
-- prove it as well, with a ticket (`app.ticket`): until when, and an HMAC-SHA256 over the school and that moment. Tickets are
-- given by functions that other roles may call: to somebody who is signed in (`session_find`), to a job and to the operator
-- (`ticket_make`). The keys' database has the same key and the same file.

-- The key of the HMAC, padded to a block and mixed with its two constants (RFC 2104). `keukentafel migrate` draws it. One row.
create table ticket_key (
    one_row   boolean primary key default true check (one_row),
    inner_pad bytea not null check (octet_length(inner_pad) = 64),
    outer_pad bytea not null check (octet_length(outer_pad) = 64)
);
alter table ticket_key enable row level security;
alter table ticket_key force row level security;
create policy owner_alone on ticket_key to current_user using (true) with check (true);

-- The school that this transaction names, if it has a ticket for it. Every policy below asks, so it stands here and not with the
-- functions that are made anew for each version, and it is written to be quick. So it sets no search_path of its own: nobody but
-- the owner can make anything that it might find instead. A ticket is ten digits (seconds since 1970), a dot and the HMAC in
-- hexadecimal.
create function ticket_school() returns uuid
language plpgsql stable parallel safe security definer as $$
declare
    school    uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    ticket    text := current_setting('app.ticket', true);
    inner_key bytea;
    outer_key bytea;
begin
    select inner_pad, outer_pad into inner_key, outer_key from public.ticket_key;
    if substr(ticket, 12) = encode(
           sha256(outer_key || sha256(inner_key || uuid_send(school) || textsend(left(ticket, 10)))), 'hex')
       and left(ticket, 10) > extract(epoch from now())::bigint::text
    then
        return school;
    end if;
    return null;
end $$;

revoke execute on function ticket_school from public;
grant execute on function ticket_school to kt_app, kt_operator, kt_prune, kt_erasure;

-- Behind the fence of each table, for every role that may touch one. Restrictive: it holds whatever other policies allow.
do $$
declare fenced regclass;
begin
    for fenced in select polrelid from pg_policy where polname = 'own_school' loop
        execute format($policy$create policy ticket on %s as restrictive to kt_app, kt_operator, kt_prune, kt_erasure
            using (tenant_id = (select ticket_school()))
            with check (tenant_id = (select ticket_school()))$policy$, fenced);
    end loop;
end $$;
