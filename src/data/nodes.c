/* Nodes: one table says which field goes where and which kind of node has it. */
#include <string.h>

#include "data/node_parts.h"

static const char *const kinds[] = {"ask",     "note", "probe", "decide", "checklist", "wait",
                                    "compare", "fix",  "call",  "end",    NULL};
static const char *const routines[] = {"weekly", "monthly", "quarterly", NULL};
static const char *const whos[] = {"merchant", "host", "platform", "efs", NULL};
static const char *const endings[] = {"none", "fixed", "wait", "no-action", "not-ours", "escalate", NULL};

enum {
	ASK = 1 << NODE_ASK,
	NOTE = 1 << NODE_NOTE,
	PROBE = 1 << NODE_PROBE,
	DECIDE = 1 << NODE_DECIDE,
	CHECKLIST = 1 << NODE_CHECKLIST,
	WAIT = 1 << NODE_WAIT,
	COMPARE = 1 << NODE_COMPARE,
	FIX = 1 << NODE_FIX,
	CALL = 1 << NODE_CALL,
	END = 1 << NODE_END,
	SHOWN = ASK | NOTE | PROBE | CHECKLIST | WAIT | COMPARE | FIX | END,
	EVERY = SHOWN | DECIDE | CALL,
};

#define AT(member)        offsetof(struct node, member)
#define LIST(list, count) .at = AT(list), .count_at = AT(count)

static const struct field node_fields[] = {
	{.key = "code", .kind = FIELD_KNOWN, .needs = SHOWN, .allows = SHOWN},
	{.key = "kind", .kind = FIELD_ENUM, .at = AT(kind), .words = kinds, .needs = EVERY},
	{.key = "guide", .kind = FIELD_TEXTS, LIST(guide, guide_count), .allows = SHOWN},
	{.key = "conflict",
     .kind = FIELD_LIST,
     LIST(conflict, conflict_count),
     .read_list = read_conflicts,
     .allows = SHOWN},
	{.key = "title", .kind = FIELD_TEXT, .at = AT(title), .needs = SHOWN, .allows = SHOWN},
	{.key = "text", .kind = FIELD_TEXT, .at = AT(text), .needs = SHOWN & ~FIX, .allows = SHOWN & ~FIX},
	{.key = "say", .kind = FIELD_TEXT, .at = AT(say), .allows = SHOWN},
	{.key = "agent", .kind = FIELD_TEXT, .at = AT(agent), .allows = SHOWN},
	{.key = "teach", .kind = FIELD_TEXT, .at = AT(teach), .allows = SHOWN},
	{.key = "where", .kind = FIELD_TEXTS, LIST(where, where_count), .allows = SHOWN},
	{.key = "where_guide", .kind = FIELD_TEXTS, LIST(where_guide, where_guide_count), .allows = SHOWN},
	{.key = "issue", .kind = FIELD_TEXTS, LIST(issue, issue_count), .allows = SHOWN},
	{.key = "cost", .kind = FIELD_BY, .read = read_cost, .allows = SHOWN},
	{.key = "go",
     .kind = FIELD_LIST,
     LIST(go, go_count),
     .read_list = read_go,
     .needs = ASK | NOTE | DECIDE | CHECKLIST | COMPARE,
     .allows = PROBE},
	{.key = "unknown",
     .kind = FIELD_BY,
     .at = AT(unknown),
     .read = read_target,
     .needs = ASK | PROBE | COMPARE | WAIT,
     .allows = ASK},

	{.key = "fact", .kind = FIELD_BY, .at = AT(fact), .read = read_fact, .needs = ASK, .allows = ASK},
	{.key = "also", .kind = FIELD_LIST, LIST(also, also_count), .read_list = read_facts, .allows = ASK},
	{.key = "answers", .kind = FIELD_BY, .read = read_answers, .allows = ASK},
	{.key = "unknown_label", .kind = FIELD_TEXT, .at = AT(unknown_label), .allows = ASK},
	{.key = "probe", .kind = FIELD_BY, .read = read_node_probe, .needs = PROBE, .allows = ASK},
	{.key = "fresh", .kind = FIELD_YESNO, .at = AT(fresh), .allows = ASK},

	{.key = "items",
     .kind = FIELD_LIST,
     LIST(item, item_count),
     .read_list = read_items,
     .needs = CHECKLIST,
     .allows = CHECKLIST},
	{.key = "routine", .kind = FIELD_WORD, .at = AT(routine), .words = routines, .allows = CHECKLIST},

	{.key = "until", .kind = FIELD_TIME, .at = AT(until), .needs = WAIT, .allows = WAIT},
	{.key = "early", .kind = FIELD_BY, .at = AT(early), .read = read_target, .needs = WAIT, .allows = WAIT},
	{.key = "late", .kind = FIELD_BY, .at = AT(late), .read = read_target, .needs = WAIT, .allows = WAIT},
	{.key = "recheck",
     .kind = FIELD_LIST,
     LIST(recheck, recheck_count),
     .read_list = read_facts,
     .allows = WAIT},
	{.key = "look", .kind = FIELD_BY, .at = AT(look), .read = read_look, .allows = WAIT},

	{.key = "orders", .kind = FIELD_BY, .read = read_orders, .needs = COMPARE, .allows = COMPARE},
	{.key = "rows",
     .kind = FIELD_LIST,
     LIST(row, row_count),
     .read_list = read_rows,
     .needs = COMPARE,
     .allows = COMPARE},

	{.key = "label", .kind = FIELD_TEXT, .at = AT(label), .needs = FIX, .allows = NOTE | WAIT | END},
	{.key = "cause", .kind = FIELD_TEXT, .at = AT(cause), .needs = FIX, .allows = FIX},
	{.key = "steps", .kind = FIELD_LIST, LIST(step, step_count), .read_list = read_steps, .allows = FIX},
	{.key = "use", .kind = FIELD_BY, .read = read_use, .allows = FIX},
	{.key = "undo", .kind = FIELD_TEXT, .at = AT(undo), .allows = FIX},
	{.key = "copy", .kind = FIELD_TEXT, .at = AT(copy), .allows = FIX},
	{.key = "who", .kind = FIELD_ENUM, .at = AT(who), .words = whos, .allows = FIX},
	{.key = "verify", .kind = FIELD_BY, .at = AT(verify), .read = read_verify, .needs = FIX, .allows = FIX},
	{.key = "then",
     .kind = FIELD_BY,
     .at = AT(then),
     .read = read_target,
     .needs = FIX | CALL,
     .allows = FIX},
	{.key = "else", .kind = FIELD_BY, .at = AT(otherwise), .read = read_target, .needs = FIX, .allows = FIX},
	{.key = "cannot", .kind = FIELD_BY, .at = AT(cannot), .read = read_target, .needs = FIX, .allows = FIX},

	{.key = "node", .kind = FIELD_BY, .at = AT(call), .read = read_target, .allows = CALL},
	{.key = "slot", .kind = FIELD_WORD, .at = AT(slot), .words = loader_slots, .allows = CALL},

	{.key = "ending", .kind = FIELD_ENUM, .at = AT(ending), .words = endings, .needs = END, .allows = END},
	{.key = "urgency",
     .kind = FIELD_LIST,
     LIST(urgency, urgency_count),
     .read_list = read_urgency,
     .allows = END},
	{.key = "ticket", .kind = FIELD_BY, .read = read_ticket, .allows = END},
};

static const char *const what[] = {
	[NODE_ASK] = "An ask node",
	[NODE_NOTE] = "A note",
	[NODE_PROBE] = "A probe node",
	[NODE_DECIDE] = "A decide node",
	[NODE_CHECKLIST] = "A checklist",
	[NODE_WAIT] = "A wait node",
	[NODE_COMPARE] = "A compare node",
	[NODE_FIX] = "A fix",
	[NODE_CALL] = "A call",
	[NODE_END] = "An end",
};

/* The last branch has no condition, so that there is always a way on. */
static void check_else(struct declare *declare, const struct json_at *at, const struct node *node)
{
	struct json_at go = json_get(at, "go");
	const struct branch *last = node->go_count > 0 ? &node->go[node->go_count - 1] : NULL;

	if (node->kind == NODE_PROBE || go.type != JSON_ARRAY)
		return;
	if (last != NULL && last->when == NULL && last->is_count == 0 && last->error_fact < 0)
		return;
	/* a broken condition reads like none, and is spoken of already */
	field_fail(declare, &go, "missing-else",
	           "The last branch must have no condition; add { \"to\": … } for all else.");
}

static void check_fix(struct declare *declare, const struct json_at *at, const struct node *node)
{
	struct json_at steps = json_get(at, "steps");
	struct json_at use = json_get(at, "use");

	if ((steps.type == JSON_MISSING) == (use.type == JSON_MISSING))
		field_fail(declare, at, "missing-field", "A fix must have either \"steps\" or \"use\".");
	if (node->undo == NULL)
		field_fail(declare, at, "missing-field", "A fix must have \"undo\"; \"Nothing to undo.\" will do.");
}

static void check_call(struct declare *declare, const struct json_at *at, const struct node *node)
{
	(void)node;
	struct json_at called = json_get(at, "node");
	struct json_at slot = json_get(at, "slot");

	if ((called.type == JSON_MISSING) == (slot.type == JSON_MISSING))
		field_fail(declare, at, "missing-field", "A call must have either \"node\" or \"slot\".");
}

static void check_end(struct declare *declare, const struct json_at *at, const struct node *node)
{
	bool told = node->ending == ENDING_ESCALATE || node->ending == ENDING_NOT_OURS;
	struct json_at urgency = json_get(at, "urgency");

	if (told && node->ticket_summary == NULL)
		field_fail(declare, at, "missing-ticket",
		           "An end with ending \"%s\" must have \"ticket\" with its fields.",
		           ending_name(node->ending));
	if (told && node->urgency_count == 0)
		field_fail(declare, at, "missing-field", "An end with ending \"%s\" must have \"urgency\".",
		           ending_name(node->ending));
	if (node->urgency_count > 0 && node->urgency[node->urgency_count - 1].when != NULL)
		field_fail(declare, &urgency, "missing-else", "The last rule must have no condition.");
}

static void check_node(struct declare *declare, const struct json_at *at, const struct node *node)
{
	switch (node->kind) {
	case NODE_FIX:
		check_fix(declare, at, node);
		break;
	case NODE_CALL:
		check_call(declare, at, node);
		break;
	case NODE_END:
		check_end(declare, at, node);
		break;
	default:
		check_else(declare, at, node);
		break;
	}
}

/* What other fields of the node depend on is read before them, whatever their order; not a word about
 * mistakes, which come with the field itself. */
static void read_ahead(struct loader *loader, const struct json_at *at, struct node *node)
{
	struct json_at probe = json_get(at, "probe");
	struct json_at fact = json_get(at, "fact");
	struct json_at kind = json_get(at, "kind");
	const char *word = json_string(&kind, NULL);

	node->probe = guide_probe(loader->guide, json_string(&probe, NULL));
	node->fact = guide_fact_id(loader->guide, json_string(&fact, NULL));
	node->cost_seconds = 20;
	node->cost_login = node->cost_risk = "none";
	for (int i = 0; word != NULL && i < NODE_KINDS; i++)
		if (strcmp(word, kinds[i]) == 0)
			node->kind = (enum node_kind)i;
}

void load_node(struct loader *loader, const struct json_at *at, struct node *node)
{
	struct declare *declare = &loader->declare;
	struct json_at kind = json_get(at, "kind");
	const struct expr_names *before;
	struct expr_names own;

	if (!field_is(declare, at, JSON_OBJECT))
		return;
	read_ahead(loader, at, node);
	before = loader_self(loader, &own, node->probe);
	if (kind.type == JSON_MISSING) {
		field_fail(declare, at, "missing-field", "A node must have \"kind\".");
	} else if (field_word(declare, &kind, kinds) >= 0) {
		fields_read(declare, at, node_fields, sizeof node_fields / sizeof *node_fields, 1u << node->kind,
		            what[node->kind], node);
		check_node(declare, at, node);
	}
	declare->names = before;
}
