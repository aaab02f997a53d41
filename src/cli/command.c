#include "cli/command.h"

#include <string.h>

#include "report/check_report.h"

static const struct command table[] = {
	{
		.name = "start",
		.arguments = "[SYMPTOM or CODE]",
		.help = "the wizard: full screen, or line by line with --plain",
		.example = "syncfix start orders",
		.most = 1,
		.run = cmd_start,
	},
	{
		.name = "demo",
		.arguments = "[SCENARIO]",
		.help = "the wizard on a simulated store: no account, no network",
		.example = "syncfix demo woo-unknown-key",
		.most = 1,
		.run = cmd_demo,
	},
	{
		.name = "check",
		.arguments = "[PROFILE…]",
		.help = "every probe that applies, at once, as a checklist; --all for every integration",
		.example = "syncfix check --all --format nagios",
		.formats = CHECK_FORMATS,
		.most = -1,
		.run = cmd_check,
	},
	{
		.name = "history",
		.arguments = "[PROFILE], or add NAME=NUMBER…",
		.help = "results over time: what gets more, slower, or new; add keeps what you counted in IS2",
		.example = "syncfix history --since 30d",
		.formats = "text json csv",
		.most = -1,
		.run = cmd_history,
	},
	{
		.name = "watch",
		.arguments = "[PROFILE]",
		.help = "a check, or one probe (--only), again and again until its result changes",
		.example = "syncfix watch --only WOO-5 --fact order_number=1042 --deadline 45min",
		.most = 1,
		.run = cmd_watch,
	},
	{
		.name = "diagnose",
		.arguments = "[SYMPTOM]",
		.help = "the same walk with nobody there: cause, evidence, next step",
		.example = "syncfix diagnose orders --profile main --format json",
		.most = 1,
		.run = cmd_diagnose,
	},
	{
		.name = "probe",
		.arguments = "PROBE",
		.help = "one look at the store, with request, answer and how each rule was judged",
		.example = "syncfix probe WOO-2 --profile main",
		.least = 1,
		.most = 1,
		.run = cmd_probe,
	},
	{
		.name = "find",
		.arguments = "TEXT",
		.help = "search steps and error messages; a pasted error leads to its fix",
		.example = "syncfix find \"Ship method not mapped\"",
		.least = 1,
		.most = -1,
		.run = cmd_find,
	},
	{
		.name = "show",
		.arguments = "CODE",
		.help = "print one step, fix or checklist",
		.example = "syncfix show ORD-1",
		.least = 1,
		.most = 1,
		.run = cmd_show,
	},
	{
		.name = "code",
		.arguments = "CODE",
		.help = "what the code of a step, or of a whole case, stands for",
		.example = "syncfix code ORD-1",
		.least = 1,
		.most = 1,
		.run = cmd_code,
	},
	{
		.name = "case",
		.arguments = "list|show|report|resume|replay|to-scenario|calendar|export|import|delete [ID or FILE]",
		.help = "saved cases",
		.example = "syncfix case list",
		.most = 2,
		.run = cmd_case,
	},
	{
		.name = "ticket",
		.arguments = "[CASE]",
		.help = "the support ticket of a case: shown, in a file, copied, mailed or posted",
		.example = "syncfix ticket --to file",
		.formats = "text markdown json eml",
		.most = 1,
		.run = cmd_ticket,
	},
	{
		.name = "compare",
		.arguments = "GOOD BAD, or FILE [GOOD BAD]",
		.help = "a working and a failing order side by side, with the step for each difference",
		.example = "syncfix compare \"ship_method=GROUND\" \"ship_method=Express\"",
		.least = 1,
		.most = 3,
		.run = cmd_compare,
	},
	{
		.name = "routine",
		.arguments = "[weekly|monthly|quarterly|expiry [[authorized] DATE]]",
		.help = "the preventive checklists: what is due, ticking off, reminders",
		.example = "syncfix routine weekly",
		.most = 5,
		.run = cmd_routine,
	},
	{
		.name = "profile",
		.arguments = "add|edit|list|show|test|remove [NAME]",
		.help = "integrations, and where their secrets are",
		.example = "syncfix profile add",
		.most = 3,
		.run = cmd_profile,
	},
	{
		.name = "sim",
		.arguments = "[SCENARIO]",
		.help = "the simulated store alone, for any HTTP client; without SCENARIO a list",
		.example = "syncfix sim woo-healthy",
		.most = 1,
		.run = cmd_sim,
	},
	{
		.name = "lint",
		.arguments = "[DIR]",
		.help = "for authors: check wizard-data",
		.example = "syncfix lint wizard-data",
		.most = 1,
		.run = cmd_lint,
	},
	{
		.name = "coverage",
		.arguments = "[DIR]",
		.help = "for authors: which facts of the guide the steps tell, which steps scenarios visit",
		.example = "syncfix coverage --inventory inventory.tsv",
		.most = 1,
		.run = cmd_coverage,
	},
	{
		.name = "test",
		.arguments = "[SCENARIO or TOUR…]",
		.help = "for authors: play scenarios with the real probes, and tours by hand",
		.example = "syncfix test woo-unknown-key",
		.most = -1,
		.run = cmd_test,
	},
	{
		.name = "graph",
		.arguments = "[TREE or CODE]",
		.help = "for authors: the trees, one of them, or what a step leads to, as a drawing",
		.example = "syncfix graph ORD-6 --depth 2 --format mermaid",
		.formats = "dot mermaid",
		.most = 1,
		.run = cmd_graph,
	},
	{
		.name = "completion",
		.arguments = "bash|zsh|fish",
		.help = "what makes the shell complete syncfix's words; installed with it",
		.example = "syncfix completion bash",
		.any_config = true,
		.least = 1,
		.most = -1,
		.run = cmd_completion,
	},
	{
		.name = "doctor",
		.arguments = "",
		.help = "is everything in order here: terminal, files, secrets, parts; each with its repair",
		.example = "syncfix doctor",
		.any_config = true,
		.run = cmd_doctor,
	},
	{
		.name = "booklet",
		.arguments = "[SCENARIO]",
		.help = "on paper: the whole guide with step codes, or a scenario as a handout for a class",
		.example = "syncfix booklet --format html --output guide.html",
		.formats = "markdown html",
		.most = 1,
		.run = cmd_booklet,
	},
	{
		.name = "paths",
		.arguments = "",
		.help = "where everything is",
		.example = "syncfix paths",
		.any_config = true,
		.run = cmd_paths,
	},
	{
		.name = "config",
		.arguments = "",
		.help = "every setting, its value and where that comes from",
		.example = "syncfix config",
		.run = cmd_config,
	},
	{
		.name = "keys",
		.arguments = "",
		.help = "the keys of the screens",
		.example = "syncfix keys",
		.run = cmd_keys,
	},
};

const struct command *command_table(size_t *count)
{
	*count = sizeof table / sizeof *table;
	return table;
}

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (strcmp(table[i].name, name) == 0)
			return &table[i];
	}
	return NULL;
}
