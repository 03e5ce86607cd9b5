-- A thorough forger's tools: the chain computed again, from its description and not by our code.
create schema forger;
create function forger.put(b bytea) returns bytea language sql immutable as
    $$ select case when b is null then '\xffffffff'::bytea else int4send(length(b)) || b end $$;
create function forger.text(t text) returns bytea language sql immutable as $$ select forger.put(convert_to(t, 'UTF8')) $$;
create function forger.rechain(school uuid) returns void language plpgsql as $$
declare e event; leaf bytea; link bytea := decode(repeat('00', 32), 'hex');
begin
    for e in select * from event where tenant_id = school order by pos loop
        leaf := sha256('\x0001'::bytea || forger.put(uuid_send(school)) || forger.put(int8send(e.pos))
            || forger.put(uuid_send(e.event_id)) || forger.put(uuid_send(e.stream_id)) || forger.text(e.stream_kind)
            || forger.put(int4send(e.stream_ver)) || forger.text(e.type) || forger.put(int2send(e.schema_ver))
            || forger.put(int4send(e.occurred_on - date '1970-01-01'))
            || forger.put(int8send((extract(epoch from e.occurred_at) * 1000000)::bigint)) || forger.text(e.occurred_precision)
            || forger.put(int8send((extract(epoch from e.recorded_at) * 1000000)::bigint))
            || forger.put(uuid_send(e.actor_id)) || forger.text(e.actor_role) || forger.put(uuid_send(e.command_id))
            || (select forger.put(int4send(count(*)::int)) || coalesce(string_agg(forger.text(tag), ''::bytea order by tag collate "C"), '')
                  from event_tag t where t.tenant_id = school and e.pos between t.pos and t.pos + t.span - 1)
            || forger.put(sha256(e.body)) || forger.put(int4send(cardinality(e.sealed_digests)))
            || coalesce((select string_agg(forger.put(d), ''::bytea order by n) from unnest(e.sealed_digests) with ordinality u (d, n)), ''));
        link := sha256(convert_to('chain/1', 'UTF8') || link || leaf);
        update event set leaf_hash = leaf, chain_hash = link where tenant_id = school and pos = e.pos;
    end loop;
    update tenant_head h set (pos, chain_hash, last_recorded_at) =
        (select x.pos, x.chain_hash, x.recorded_at from event x where x.tenant_id = school order by x.pos desc limit 1)
     where h.tenant_id = school;
end $$;
create function forger.copy(school uuid, what bigint, at bigint) returns void language sql as $$
    insert into event select tenant_id, at, gen_random_uuid(), gen_random_uuid(), stream_kind, 1, type, schema_ver, occurred_on, occurred_at,
        occurred_precision, (select max(recorded_at) from event where tenant_id = school), actor_id, actor_role, gen_random_uuid(), body,
        '{}', leaf_hash, chain_hash
      from event where tenant_id = school and pos = what;
    insert into event_tag select tenant_id, tag, at, 1 from event_tag where tenant_id = school and pos = what and at > 0 $$;
create function forger.cut(school uuid, last bigint) returns void language sql as $$
    delete from event where tenant_id = school and pos > last; delete from event_sealed where tenant_id = school and pos > last;
    delete from event_tag where tenant_id = school and pos > last; delete from command where tenant_id = school and first_pos > last;
    select forger.rechain(school) $$;
create function forger.take_out(school uuid, what bigint) returns void language sql as $$
    delete from event where tenant_id = school and pos = what; delete from event_sealed where tenant_id = school and pos = what;
    delete from event_tag where tenant_id = school and pos = what; delete from command where tenant_id = school and first_pos = what;
    update event set pos = -pos where tenant_id = school and pos > what; update event set pos = -pos - 1 where tenant_id = school and pos < 0;
    update event_sealed set pos = -pos where tenant_id = school and pos > what;
    update event_sealed set pos = -pos - 1 where tenant_id = school and pos < 0;
    update event_tag set pos = -pos where tenant_id = school and pos > what; update event_tag set pos = -pos - 1 where tenant_id = school and pos < 0;
    update command set first_pos = first_pos - 1, last_pos = last_pos - 1 where tenant_id = school and first_pos > what;
    select forger.rechain(school) $$;
create function forger.remove(school uuid) returns void language sql as $$
    delete from event where tenant_id = school; delete from event_sealed where tenant_id = school; delete from event_tag where tenant_id = school;
    delete from command where tenant_id = school; delete from view_row where tenant_id = school; delete from lookup where tenant_id = school;
    delete from tenant_head where tenant_id = school $$;
create function forger.redigest(school uuid) returns void language plpgsql as $$
declare d access_digest; below bigint := 0; list bytea; link bytea := decode(repeat('00', 32), 'hex');
begin
    for d in select * from access_digest where tenant_id = school order by digest loop
        select string_agg(int8send(r.id) || sha256('\x0001'::bytea || forger.put(uuid_send(school)) || forger.put(int8send(r.xid::text::bigint))
            || forger.put(int8send(r.id)) || forger.put(int8send((extract(epoch from r.seen_at) * 1000000)::bigint))
            || forger.put(uuid_send(r.actor_id)) || forger.text(r.actor_role) || forger.text(r.purpose) || forger.text(r.ground)
            || forger.text(r.screen) || forger.text(r.about_kind) || forger.put(uuid_send(r.about_id)) || forger.put(int8send(r.pos))),
            ''::bytea order by r.xid, r.id) into list
          from access_log r where r.tenant_id = school and r.xid >= below::text::xid8 and r.xid < d.horizon;
        d.rows := length(list) / 40; d.leaves := list; d.hash := sha256(list);
        link := sha256(convert_to('access/1', 'UTF8') || link || forger.put(uuid_send(school)) || forger.put(int8send(d.digest))
            || forger.put(int8send(d.horizon::text::bigint)) || forger.put(int4send(d.rows)) || forger.put(d.hash)
            || forger.put(int8send((extract(epoch from d.sealed_at) * 1000000)::bigint)));
        update access_digest set rows = d.rows, leaves = d.leaves, hash = d.hash, chain_hash = link
         where tenant_id = school and digest = d.digest;
        below := d.horizon::text::bigint;
    end loop;
end $$;
