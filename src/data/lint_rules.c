/* The rules by code: those of the loader, which always are errors, and those of lint. */
#include <stdlib.h>
#include <string.h>

#include "data/lint.h"

static const struct lint_rule rules[] = {
	{"ambiguous-message", LINT_WARNING, "A message that two entries claim",
     "With the same words, direction and platform only the first is ever found. Take the alias out of "
     "one, or give one a platform or another direction."},
	{"answer-too-wide", LINT_WARNING, "An answer over 2 lines of 41 columns",
     "Answers are read at a glance; a symptom of the start screen takes one line."},
	{"bad-area", LINT_ERROR, "A node stands in another file than its area's",
     "The part of a name before the dot is its area, and guide.json says in \"areas\" which file holds "
     "it. Move the node, rename it, or add the area."},
	{"bad-code", LINT_ERROR, "A code or prefix that cannot be spoken or found",
     "A step code is the prefix of its file, a dash and a number, as ORD-12; platforms' prefixes have "
     "four capital letters. People read codes out on the phone, so all of them look alike."},
	{"bad-expression", LINT_ERROR, "A condition that cannot be compiled",
     "The message names the column and what was expected. The language is in docs/EXPRESSIONS.md: "
     "names of facts, 'texts' in single quotes, durations as 2h, and or not, comparisons."},
	{"bad-file", LINT_ERROR, "A file that is missing or cannot be read",
     "guide.json and facts.json must be there, and what guide.json names must exist. Pipes, folders "
     "and files over 4 MiB are not read."},
	{"bad-inventory", LINT_ERROR, "The inventory or the guide's text cannot be read",
     "--inventory takes a file with five columns, tabs between: id, section, kind, terms, gist. "
     "Without it the rules of coverage are left out."},
	{"bad-json", LINT_ERROR, "A file that is not strict JSON",
     "No comments, no comma before a closing bracket, no key twice, no NaN, UTF-8 only, at most 32 "
     "levels. The place is line and column."},
	{"bad-name", LINT_ERROR, "A name that breaks the rules of names",
     "Nodes are area.thing-of-it, facts snake_case, probes platform.thing; a file of a platform has "
     "its name. What has one spelling is found at once."},
	{"branch-never-taken", LINT_WARNING, "A branch behind another that takes all",
     "An earlier branch has the same condition, or none, and the first match wins. Change the order or "
     "the condition."},
	{"code-is-ref", LINT_ERROR, "A step code that is also a probe's reference",
     "Every command takes both, so one word would mean two things. Take another prefix or number for "
     "the step."},
	{"conflict-not-shown", LINT_WARNING, "A conflict of the guide that no step shows",
     "Where the guide disagrees with itself, people see both readings and the one that was taken. Name "
     "the steps in the conflict's \"nodes\"."},
	{"dangling-target", LINT_ERROR, "A way to a node that does not exist",
     "The message offers the nearest name. A target is a node's name or \"return\"; \"@unknown\" "
     "stands in on_outcome only."},
	{"dead-end", LINT_ERROR, "A step that no way leads out of",
     "From here neither an end nor \"return\" can be reached, so a person is left alone. Lead a branch "
     "to an end, at the latest to a ticket."},
	{"duplicate-code", LINT_ERROR, "Two steps or probes have one code",
     "A code in a ticket must mean one step for ever. Give the newer one a number that was never used."},
	{"duplicate-name", LINT_ERROR, "A name that is taken",
     "Nodes, probes, platforms, symptoms, conflicts and error ids are found by name in all files. "
     "Rename the newer one."},
	{"duplicate-number", LINT_ERROR, "Two facts have one number",
     "\"n\" is what handoff codes are made of; it is never given twice and never changed. Take the "
     "next free number."},
	{"empty-text", LINT_ERROR, "A text of nothing but space",
     "An empty line on the screen says nothing, and the loader only sees that the field is there."},
	{"fact-never-set", LINT_ERROR, "A fact that is read but never set",
     "No question, probe, message, symptom or profile sets it, so conditions over it never hold. Ask "
     "for it somewhere, or take the conditions out."},
	{"fact-not-told", LINT_ERROR, "A fact of the guide that no step tells",
     "With --inventory: the id stands in no \"guide\" list of a step, message, symptom, contact, link "
     "or probe that can be reached."},
	{"fact-terms-absent", LINT_ERROR, "A fact of the guide that is claimed, but not told",
     "With --inventory: a step lists the fact, but its words do not stand in what the step prints."},
	{"fix-too-tall", LINT_WARNING, "A fix over 18 lines of 76 columns",
     "Cause, steps, undo and the three answers must fit 80x24 without scrolling."},
	{"guide-changed", LINT_WARNING, "The guide is newer than the data",
     "The hash in guide.json is that of the guide's text from which the data was written."},
	{"host-not-declared", LINT_ERROR, "A probe that would go to a host nobody declared",
     "An address begins with a url of the profile such as {store}, or with https:// and a host that "
     "stands in \"hosts\". So data can never send a key somewhere else."},
	{"item-typed", LINT_ERROR, "An item of a checklist that must be typed",
     "A checklist is one page on which digits answer: its items ask for a choice or yes and no, or have "
     "answers with values. What is to be typed gets a step of its own, where the item's \"go\" leads."},
	{"link-not-listed", LINT_ERROR, "An address that guide.json does not list",
     "Texts link only to \"links\" of guide.json, so that nobody is sent to a stranger. An address "
     "that is only an example stands between ` and `."},
	{"loop-without-progress", LINT_ERROR, "A circle that changes nothing",
     "Known facts are passed without asking, so a circle of questions with all of them known never "
     "stops. Only a fix, a wait or an end makes a circle useful; lead one branch elsewhere."},
	{"missing-else", LINT_ERROR, "A list of branches without a last way on",
     "The last branch has no condition, so that there is a way on whatever is known. Add { \"to\": … } "
     "at its end."},
	{"missing-field", LINT_ERROR, "A field that must be there",
     "The message says which. What each kind of object needs is in docs/WIZARD-DATA.md; \"unknown\" is "
     "needed wherever a person may not be able to tell."},
	{"missing-register", LINT_ERROR, "A register is missing",
     "Every shown step has say, agent and teach beside its text: what is read aloud, what the agent "
     "should know, why the step comes now."},
	{"missing-ticket", LINT_ERROR, "An end that hands over without a ticket",
     "escalate and not-ours end in a letter to somebody. Say to whom, its summary, what is asked for, "
     "and which facts it needs."},
	{"missing-vantage", LINT_ERROR, "A probe that does not say what it proves",
     "\"proves\" and \"does_not_prove\" stand beside every result: an answer to this computer is not "
     "yet an answer to IS2."},
	{"missing-where", LINT_WARNING, "A question without a path",
     "\"where\" is the list of labels to click, in order. Without it people search."},
	{"no-manual-twin", LINT_WARNING, "A probe node whose answer nobody can give by hand",
     "Without network or key every probe is skipped. \"unknown\" must lead to a question that finds "
     "the same, so that the wizard works without probing."},
	{"not-read-only", LINT_ERROR, "A probe that could change something",
     "Probes only look: GET or HEAD, GraphQL queries without mutations, declared read-only SOAP calls. "
     "There is no other way to send anything."},
	{"not-speakable", LINT_WARNING, "A spoken text that cannot be spoken",
     "At most 160 characters, which is one breath; no arrows, brackets, marks, addresses or codes; a "
     "question ends in its question mark. A placeholder has words for when it is unknown: {sku|the "
     "product}."},
	{"outcome-not-mapped", LINT_ERROR, "An outcome of a probe node that leads nowhere",
     "The probe proved something (ok or problem), but neither \"go\", nor the rule's \"fix\", nor "
     "on_outcome says what follows, so it would count as unknown."},
	{"overlay", LINT_ERROR, "Files of --data that do not fit the built-in data",
     "They are right one by one, but names they took away are needed elsewhere. They are left out as a "
     "whole."},
	{"page-too-tall", LINT_WARNING, "A question over 20 lines",
     "Title, text, path and answers together must fit 80x24 without scrolling."},
	{"range-gap", LINT_WARNING, "Two ranges that leave out the value between them",
     "After \"< 2h\" and \"> 2h\" exactly 2h falls to the else, which is meant for what is not known. "
     "Write <= or >= in one of them."},
	{"range-overlap", LINT_WARNING, "Two ranges that overlap",
     "Values in both are taken by the first. Let one begin where the other ends, or put the narrower "
     "one first and leave the sign out of doubt."},
	{"renumbered", LINT_ERROR, "A code, number or value that meant something else",
     "codes.lock lists what was given out: codes are written in tickets, numbers and values make up "
     "handoff codes. Take a new one, and put new values last; tools/lock-codes adds what is new."},
	{"retired-code", LINT_ERROR, "A retired code that is in use, or leads nowhere",
     "\"retired\" keeps old codes of tickets understandable: each leads to a code that there is, or to "
     "null, and no node has it."},
	{"secret", LINT_ERROR, "A secret where it could be seen",
     "A secret has no default, no place in an address and no printer; \"auth\" of a probe names it, "
     "nothing else. Take it out here."},
	{"secret-in-text", LINT_ERROR, "A secret in a text",
     "A placeholder of a secret, or words that look like a key. Secrets are never shown, spoken or "
     "written; say where the secret stands instead."},
	{"text-too-tall", LINT_WARNING, "A text over 5 lines of 46 columns",
     "So that text, path and answers stand on one screen of 80x24 beside the evidence. One thing a "
     "sentence; the rest belongs to another step."},
	{"title-too-wide", LINT_WARNING, "A title over 60 columns",
     "Placeholders count as wide as they usually get."},
	{"too-long", LINT_ERROR, "A text over its limit",
     "Texts of the data have at most 16 KiB; some fields have less."},
	{"too-many-nodes", LINT_ERROR, "More nodes than the program takes",
     "The limit is 200,000 in all files together."},
	{"too-many-steps", LINT_WARNING, "A fix of more than 7 steps",
     "Nobody keeps more in mind. Split it: the first part may be verified by itself."},
	{"unknown-conflict", LINT_ERROR, "A conflict that guide.json does not list",
     "\"conflict\" names an entry of \"conflicts\" in guide.json, such as C1."},
	{"unknown-fact", LINT_ERROR, "A fact that facts.json does not have",
     "The vocabulary is closed, so that a slip of the pen is found. The message offers the nearest "
     "name; else add the fact with a new \"n\"."},
	{"unknown-guide-fact", LINT_ERROR, "A fact id that the inventory does not have",
     "With --inventory: \"guide\" lists ids such as 3.03."},
	{"unknown-key", LINT_ERROR, "A field that means nothing here",
     "The message offers the nearest one. A field of your own begins with \"x-\"."},
	{"unknown-outcome", LINT_ERROR, "An outcome that the probe cannot have",
     "It is none of the probe's own rules, of its platform's, or of the common ones. The message "
     "offers the nearest."},
	{"unknown-placeholder", LINT_ERROR, "A placeholder that nothing fills",
     "{fact} is a fact of facts.json and {platform.word} a word that every platform has; \"copy\" "
     "takes none. Else people would read an ellipsis."},
	{"unknown-probe", LINT_ERROR, "A probe or slot that does not exist",
     "A probe is named in full, as woocommerce.key, or by its slot, as @sku."},
	{"unknown-secret", LINT_ERROR, "A secret that the platform's profile does not have",
     "\"secret\" names a key of \"profile\" whose type is secret."},
	{"unknown-steps", LINT_ERROR, "\"use\" of a list of steps that guide.json does not have",
     "Shared lists stand in \"steps\" of guide.json."},
	{"unreachable-node", LINT_ERROR, "A step that no way leads to",
     "Nobody will ever see it. Ways begin at symptoms, messages, outcomes, slots of platforms, "
     "routines, contradictions, the unattended entry and each area's AREA.entry."},
	{"unused-fact", LINT_WARNING, "A fact that nothing uses",
     "Take it out of facts.json; its number stays free for ever."},
	{"wrong-format", LINT_ERROR, "Data of another format",
     "\"format\" is the version of the objects and fields. This program reads format 1."},
	{"wrong-type", LINT_ERROR, "A value of another type",
     "The message says what is there and what is wanted: a text, a number, a list, a choice of the "
     "fact."},
	{"wrong-value", LINT_ERROR, "A value that is not allowed here",
     "The message says what is allowed: one of some words, a range, a value of the choice."},
};

enum { RULES = sizeof rules / sizeof *rules };

const struct lint_rule *lint_rules(size_t *count)
{
	*count = RULES;
	return rules;
}

static int by_code(const void *code, const void *rule)
{
	return strcmp(code, ((const struct lint_rule *)rule)->code);
}

const struct lint_rule *lint_rule(const char *code)
{
	return bsearch(code, rules, RULES, sizeof *rules, by_code);
}
