-- Names the school of this transaction and proves it: how every function of the log begins. They run in the owner's name, whom
-- the policies ask for no ticket, so that it is asked once for each call and not for each table.
create or replace function school_enter(school uuid, ticket text)
returns void language plpgsql as $$
declare
    -- One expression, because a statement would begin and end.
    named text := set_config('app.tenant', school::text, true) || set_config('app.ticket', ticket, true);
begin
    if ticket_school() is distinct from school then
        raise exception 'no ticket for this school' using errcode = 'KT002';
    end if;
end $$;

revoke execute on function school_enter from public;
