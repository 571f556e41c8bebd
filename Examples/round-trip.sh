#!/bin/sh
# One case from the mailbox to the proof, as two people and an auditor see it. Needs `inward` in the path (or INWARD),
# the rule packs (INWARD_PATTERNS, or beside the program), and an empty folder:
#
#     Examples/round-trip.sh /tmp/demo
set -eu
INWARD=${INWARD:-inward}
here=$(cd "$(dirname "$0")" && pwd)
work=$1
mkdir -p "$work"
store=$work/store
say() { printf '\n== %s\n' "$*"; }
as() { who=$1; shift; "$INWARD" "$@" --store "$store" --token-file "$store.$who"; }

say "A store, with a reviewer, an approver and an auditor"
"$INWARD" init --demo --store "$store" --policy "$here/policy.yaml"

say "A mail comes in, and is scanned: the policy would hold it, so a case is opened"
cat > "$work/mail.eml" <<'MAIL'
From: sender@client.example
To: desk@office.example
Subject: Next week
Message-ID: <1@client.example>

Good morning. I was diagnosed with type 2 diabetes in March, so I need a break at eleven.
Could we meet on Thursday instead?
MAIL
"$INWARD" scan "$work/mail.eml" --queue --format text --prevalence 0.3 --policy "$here/policy.yaml" --store "$store" || test $? -eq 1

say "The reviewer claims the most urgent case"
case=$(as reviewer queue claim 1 | cut -d' ' -f1)
echo "$case"

say "What is known of it: kinds of finding, people by pseudonyms"
as reviewer case show "$case" --reason misdirected

say "One step more: the sentence with the finding masked"
as reviewer case show "$case" --depth snippet --reason misdirected

say "The sentence itself is refused: the policy asks for a yes first"
as reviewer case show "$case" --depth sentence --reason misdirected && exit 1

say "So the reviewer asks: for the whole message, which the law lets nobody have on this ground alone"
echo "I cannot tell what the mail is about." > "$work/why"
echo "The sender wrote to us, and waits for an answer." > "$work/balancing"
as reviewer request new "$case" --depth message --reason misdirected --basis legitimate-interests \
    --text-file "$work/why" --balancing-file "$work/balancing" && exit 1

say "With a condition it can be asked"
asked=$(as reviewer request new "$case" --depth message --reason misdirected --basis legitimate-interests \
    --condition explicit-consent --text-file "$work/why" --balancing-file "$work/balancing" | cut -d: -f1)
as approver request show "$asked"

say "The reviewer cannot say yes to it; the approver says no"
as reviewer request approve "$asked" && exit 1
echo "One sentence will do." | as approver request refuse "$asked" --text-file -

say "The case is the reviewer's again, who asks for less"
asked=$(as reviewer request new "$case" --depth sentence --reason misdirected --basis legitimate-interests \
    --condition explicit-consent --text-file "$work/why" --balancing-file "$work/balancing" --days 1 | cut -d: -f1)
as approver request approve "$asked"

say "Now the sentence is shown, and no more"
as reviewer case show "$case" --depth sentence --reason misdirected
as reviewer case show "$case" --depth message --reason misdirected && exit 1

say "The finding was right, and the desk needs the mail"
as reviewer case verdict "$case" 1 right
as reviewer case decide "$case" release --why addressee-needs-it

say "The auditor sees who was shown what, without what it said"
as auditor audit looks

say "The trail goes elsewhere, and is proved there with the public key alone"
mkdir -p "$work/elsewhere"
as auditor audit export > "$work/elsewhere/trail.jsonl"
as auditor audit checkpoint > "$work/elsewhere/checkpoint.json"
cp "$store/keys/audit.public" "$work/elsewhere/"
"$INWARD" audit verify --export "$work/elsewhere/trail.jsonl" --checkpoint "$work/elsewhere/checkpoint.json" \
    --public-key "$work/elsewhere/audit.public"
