-- How the product reads and writes a school's log: each a function, so that it is one message, one transaction and one set of
-- plans. Each begins by naming its school, as every transaction does, and runs with the rights of whoever calls it: row-level
-- security holds inside as it does outside.
--
-- Arrays of one kind go in step: the n-th of each make the n-th row.

-- Everything that decides over commands: the head of the log, what is known of the commands, how far their streams have come,
-- the rows of the views that they touch, and the last position under each tag that they lean on. The head is read first, and
-- log_append refuses when it has moved since: so what is added is added to one moment. The commands are read last: whoever finds
-- a stream further on by a command's own doing, finds the command too, and so is not refused but answered as before. Each kind
-- of row fills the columns that it needs. `limit 1` and `max` keep each look-up a look-up by key, whatever the planner thinks of
-- the size of a table. No rows: there is no such school.
create function log_known(
    school uuid, commands uuid[], streams uuid[], views text[], versions smallint[], keys text[], tags text[])
returns table (
    what text, id uuid, n bigint, first_number bigint, last_number bigint, bytes bytea, recorded timestamptz, clock timestamptz)
language plpgsql as $$
#variable_conflict use_column
begin
    perform set_config('app.tenant', school::text, true);
    return query
        select 'head', null::uuid, null::bigint, h.pos, h.view_epoch::bigint, h.chain_hash, h.last_recorded_at, clock_timestamp()
          from tenant_head h where h.tenant_id = school;
    return query
        select 'stream', w.id, null::bigint, null::bigint, v.ver::bigint, null::bytea, null::timestamptz, null::timestamptz
          from unnest(streams) w (id),
               lateral (select max(e.stream_ver) from event e where e.tenant_id = school and e.stream_id = w.id) v (ver)
         where v.ver is not null;
    return query
        select 'row', null::uuid, w.n, null::bigint, null::bigint, r.body, null::timestamptz, null::timestamptz
          from unnest(views, versions, keys) with ordinality w (view, version, key, n),
               lateral (select body from view_row r
                         where r.tenant_id = school and r.view = w.view and r.version = w.version and r.key = w.key limit 1) r;
    if cardinality(tags) > 0 then
        return query
            select 'tag', null::uuid, w.n, null::bigint, p.pos, null::bytea, null::timestamptz, null::timestamptz
              from unnest(tags) with ordinality w (tag, n),
                   lateral (select max(t.pos) from event_tag t where t.tenant_id = school and t.tag = w.tag) p (pos)
             where p.pos is not null;
    end if;
    return query
        select 'command', w.id, null::bigint, c.first_pos, c.last_pos, c.digest, null::timestamptz, null::timestamptz
          from unnest(commands) w (id),
               lateral (select digest, first_pos, last_pos from command where tenant_id = school and command_id = w.id limit 1) c;
end $$;

-- Writes rows of views over what is there, and removes those that are gone.
create function log_put_rows(
    school uuid, views text[], versions smallint[], keys text[], lists text[], ons date[], positions bigint[], bodies bytea[],
    gone_views text[], gone_versions smallint[], gone_keys text[])
returns void language plpgsql as $$
begin
    if cardinality(keys) > 0 then
        insert into view_row (tenant_id, view, version, key, list, occurred_on, pos, body)
        select school, unnest(views), unnest(versions), unnest(keys), unnest(lists), unnest(ons), unnest(positions), unnest(bodies)
        on conflict (tenant_id, view, version, key) do update
            set list = excluded.list, occurred_on = excluded.occurred_on, pos = excluded.pos, body = excluded.body;
    end if;
    if cardinality(gone_keys) > 0 then
        delete from view_row r
         using unnest(gone_views, gone_versions, gone_keys) g (view, version, key)
         where r.tenant_id = school and r.view = g.view and r.version = g.version and r.key = g.key;
    end if;
end $$;

-- Adds events with all that belongs to them, and moves the head from where their decisions were made to where they end. False,
-- and nothing was added, when the head is not there any more: somebody else wrote meanwhile. First the head, whose row is the
-- lock of this log: a position is drawn by whoever holds it, and they hold it to the end of their transaction.
create function log_append(
    school uuid,
    -- The head as it was read, and as it will be.
    before bigint, epoch integer, after bigint, chain bytea, recorded timestamptz,
    -- Events. Those of their sealed digests stand behind each other in one array, each event's from the one place to the other.
    positions bigint[], event_ids uuid[], stream_ids uuid[], stream_kinds text[], stream_vers integer[], types text[],
    schema_vers smallint[], occurred_ons date[], occurred_ats time[], precisions text[], recorded_ats timestamptz[],
    actor_ids uuid[], actor_roles text[], of_commands uuid[], causation_ids uuid[], bodies bytea[],
    digests bytea[], digests_from integer[], digests_to integer[], leaf_hashes bytea[], chain_hashes bytea[],
    -- Their sealed fields.
    sealed_positions bigint[], sealed_ns smallint[], sealed_persons uuid[], sealed_classes text[], sealed_fields text[],
    envelopes bytea[],
    -- Their tags, the commands that they came from, and the work that they leave.
    tags text[], tag_positions bigint[],
    command_ids uuid[], command_digests bytea[], command_firsts bigint[], command_lasts bigint[],
    effect_positions bigint[], effect_kinds text[],
    -- Rows of views, as for log_put_rows.
    row_views text[], row_versions smallint[], row_keys text[], row_lists text[], row_ons date[], row_positions bigint[],
    row_bodies bytea[], gone_views text[], gone_versions smallint[], gone_keys text[],
    -- The blind index: of whom everything of a kind goes, except what is added again; and what is added.
    lost_persons uuid[], lost_kinds text[], found_persons uuid[], found_kinds text[], found_digests bytea[])
returns boolean language plpgsql as $$
begin
    perform set_config('app.tenant', school::text, true);
    update tenant_head set pos = after, chain_hash = chain, last_recorded_at = recorded
     where tenant_id = school and pos = before and view_epoch = epoch;
    if not found then
        return false;
    end if;
    insert into event (
            tenant_id, pos, event_id, stream_id, stream_kind, stream_ver, type,
            schema_ver, occurred_on, occurred_at, occurred_precision, recorded_at,
            actor_id, actor_role, command_id, causation_id, body,
            sealed_digests, leaf_hash, chain_hash)
    select school, unnest(positions), unnest(event_ids), unnest(stream_ids), unnest(stream_kinds), unnest(stream_vers), unnest(types),
           unnest(schema_vers), unnest(occurred_ons), unnest(occurred_ats), unnest(precisions), unnest(recorded_ats),
           unnest(actor_ids), unnest(actor_roles), unnest(of_commands), unnest(causation_ids), unnest(bodies),
           digests[unnest(digests_from):unnest(digests_to)], unnest(leaf_hashes), unnest(chain_hashes);
    if cardinality(sealed_positions) > 0 then
        insert into event_sealed (tenant_id, pos, n, person_id, retention_class, field, envelope)
        select school, unnest(sealed_positions), unnest(sealed_ns), unnest(sealed_persons), unnest(sealed_classes),
               unnest(sealed_fields), unnest(envelopes);
    end if;
    insert into event_tag (tenant_id, tag, pos) select school, unnest(tags), unnest(tag_positions);
    insert into command (tenant_id, command_id, digest, first_pos, last_pos)
    select school, unnest(command_ids), unnest(command_digests), unnest(command_firsts), unnest(command_lasts);
    if cardinality(effect_positions) > 0 then
        insert into effect (tenant_id, pos, kind) select school, unnest(effect_positions), unnest(effect_kinds);
    end if;
    perform log_put_rows(school, row_views, row_versions, row_keys, row_lists, row_ons, row_positions, row_bodies,
                         gone_views, gone_versions, gone_keys);
    if cardinality(lost_persons) > 0 then
        delete from lookup l
         using unnest(lost_persons, lost_kinds) lost (person_id, kind)
         where l.tenant_id = school and l.person_id = lost.person_id and l.kind = lost.kind
           and not exists (
               select from unnest(found_persons, found_kinds, found_digests) kept (person_id, kind, digest)
                where kept.person_id = l.person_id and kept.kind = l.kind and kept.digest = l.digest);
    end if;
    if cardinality(found_persons) > 0 then
        insert into lookup (tenant_id, person_id, kind, digest)
        select school, unnest(found_persons), unnest(found_kinds), unnest(found_digests)
        on conflict (tenant_id, kind, digest, person_id) do nothing;
    end if;
    return true;
end $$;

-- What a decision about a stream is made on, as of one moment: its events, oldest first, without their sealed fields, which no
-- decision looks into; and in each row the head of the log, the database's clock and what is known of a command. A stream
-- without events gives one row; a school that does not exist none.
create function log_stream(school uuid, stream uuid, command_asked uuid)
returns table (
    pos bigint, recorded_at timestamptz, event_id uuid, type text, schema_ver smallint, occurred_on date, occurred_at time,
    occurred_precision text, actor_id uuid, actor_role text, body bytea, stream_ver integer,
    head bigint, clock timestamptz, digest bytea, last_pos bigint)
language plpgsql as $$
#variable_conflict use_column
begin
    perform set_config('app.tenant', school::text, true);
    -- Limited, so that its key finds the stream also when this is planned before the log holds anything.
    return query
        select e.pos, e.recorded_at, e.event_id, e.type, e.schema_ver, e.occurred_on, e.occurred_at,
               e.occurred_precision, e.actor_id, e.actor_role, e.body, e.stream_ver,
               h.pos, clock_timestamp(), c.digest, c.last_pos
          from tenant_head h
          left join command c on c.tenant_id = h.tenant_id and c.command_id = command_asked
          left join lateral (select * from event
                              where tenant_id = school and stream_id = stream order by stream_ver limit 1000000) e on true
         where h.tenant_id = school
         order by e.stream_ver;
end $$;

do $$
declare name text;
begin
    foreach name in array array['log_known', 'log_put_rows', 'log_append', 'log_stream'] loop
        execute format('revoke execute on function %I from public', name);
        execute format('grant execute on function %I to kt_app', name);
    end loop;
end $$;
