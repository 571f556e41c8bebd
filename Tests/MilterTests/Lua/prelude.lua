-- Cases for miltertest: each prints `ok NAME` or `not ok NAME: why`, and a broken one leaves the others alone.
function case(name, body)
    local ok, why = pcall(body)
    if ok then print("ok " .. name) else print("not ok " .. name .. ": " .. tostring(why)) end
end

function equal(got, wanted, what)
    if got ~= wanted then error((what or "value") .. " is " .. tostring(got) .. ", not " .. tostring(wanted), 2) end
end

function yes(value, what)
    if not value then error(what or "not so", 2) end
end

function char(code)
    return string.char(math.floor(code))
end

-- miltertest 2.11 sends its third argument as the actions and its fourth as the steps the other way round than its manual says.
function offer(conn, version, actions, steps)
    return mt.negotiate(conn, version, steps, actions)
end

-- A connection to `socket` that has offered version, actions and steps (all of version 6 where nil).
function open(socket, version, actions, steps)
    local conn = mt.connect(socket, 20, 0.1)
    yes(conn ~= nil, "no connection")
    equal(offer(conn, version or 6, actions or 0x1ff, steps or 0x1fffff), nil, "negotiation")
    return conn
end

function reply(conn, wanted, what)
    equal(char(mt.getreply(conn)), wanted, what or "reply")
end

-- The envelope of one message, to one recipient.
function envelope(conn, from, to)
    equal(mt.conninfo(conn, "client.example", "192.0.2.1"), nil, "connect")
    equal(mt.helo(conn, "helo.example"), nil, "helo")
    equal(mt.mailfrom(conn, from or "<a@office.example>"), nil, "mail")
    equal(mt.rcptto(conn, to or "<b@office.example>"), nil, "rcpt")
end

-- miltertest puts a space before a value itself where leading space was agreed upon.
-- The rest of a message with these header fields, {name, value} each, up to its end.
function content(conn, fields, body)
    if not mt.test_option(conn, SMFIP_NODATA) then equal(mt.data(conn), nil, "data") end
    for _, field in ipairs(fields) do equal(mt.header(conn, field[1], field[2]), nil, "header") end
    equal(mt.eoh(conn), nil, "eoh")
    -- Without a body miltertest makes one up.
    equal(mt.bodystring(conn, body or "body\r\n"), nil, "body")
    equal(mt.eom(conn), nil, "eom")
end

-- A whole message that tells the echo what to do.
function message(conn, ...)
    local fields = {}
    for _, word in ipairs({...}) do fields[#fields + 1] = {"X-Echo", word} end
    fields[#fields + 1] = {"Subject", "a subject"}
    envelope(conn)
    content(conn, fields, "body\r\n")
end
