#include "data/load.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "data/loader.h"

enum { MAX_GUESSES = 200 };

static void load_fields(struct loader *loader)
{
	size_t node = 0;
	size_t tree = 0;
	struct platform *platform = loader->guide->platform;

	for (size_t i = 0; i < loader->source.count; i++) {
		const struct source *source = &loader->source.at[i];

		switch (source->kind) {
		case SOURCE_GUIDE:
			load_guide_file(loader, source);
			break;
		case SOURCE_FACTS:
			load_facts(loader, source);
			break;
		case SOURCE_ERRORS:
			load_errors(loader, source);
			break;
		case SOURCE_PLATFORM:
		case SOURCE_TREE:
			if (source->kind == SOURCE_PLATFORM)
				load_platform(loader, source, platform++);
			node = load_tree(loader, source, &loader->guide->tree[tree++], node);
			break;
		}
	}
}

static bool check_files(struct loader *loader, const char *dir)
{
	static const struct {
		enum source_kind kind;
		const char *name;
	} needed[] = {{SOURCE_GUIDE, "guide.json"}, {SOURCE_FACTS, "facts.json"}};
	bool whole = true;

	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		if (source_of(loader, needed[i].kind) != NULL)
			continue;
		findings_add_at(loader->findings, "bad-file", 0, dir, "",
		                "There is no %s that can be read in this folder.", needed[i].name);
		whole = false;
	}
	return whole;
}

static void loader_clear(struct loader *loader)
{
	sources_clear(loader);
	array_clear(&loader->steps);
	array_clear(&loader->area);
	array_clear(&loader->shown);
}

/* One go with what is not refused. */
static struct guide *load_once(struct loader *loader, const struct data_sources *sources,
                               struct findings *findings)
{
	struct guide *guide = guide_new();

	loader->guide = guide;
	loader->findings = findings;
	loader->guesses = MAX_GUESSES;
	loader->names = guide_names(guide, false);
	loader->declare = (struct declare){
		.arena = &guide->arena,
		.names = &loader->names,
		.findings = findings,
		.ctx = loader,
	};
	sources_find(loader, sources);
	loader->unreadable = findings_errors(findings);
	if (!check_files(loader, sources->dir)) {
		guide_free(guide);
		return NULL;
	}
	names_collect(loader);
	load_fields(loader);
	show_conflicts(loader);
	return guide;
}

/* Refuses the overlay's files that have errors; gives how many are new. */
static size_t refuse_broken(struct loader *loader, const struct findings *findings)
{
	size_t count = 0;

	for (size_t i = 0; i < loader->source.count; i++) {
		const struct source *source = &loader->source.at[i];
		bool broken = false;

		for (size_t j = 0; source->overlay && j < findings->finding.count && !broken; j++)
			broken =
				findings->finding.at[j].level == 0 && strcmp(findings->finding.at[j].file, source->path) == 0;
		if (!broken)
			continue;
		array_push(&loader->refused, xstrdup(source->name));
		count++;
	}
	return count;
}

/* The files are right one by one, but the rest does not fit them. */
static size_t refuse_all(struct loader *loader, struct findings *findings, const char *overlay)
{
	size_t count = 0;

	for (size_t i = 0; i < loader->source.count; i++) {
		if (!loader->source.at[i].overlay)
			continue;
		array_push(&loader->refused, xstrdup(loader->source.at[i].name));
		count++;
	}
	if (count > 0)
		findings_add_at(findings, "overlay", 0, overlay, "",
		                "The files here do not fit those they stand over; they are left out.");
	return count;
}

/* Moves what was found into to; when all is read again, only what was found in the overlay. */
static void move_findings(struct findings *to, struct findings *from, const char *only_below)
{
	struct findings dropped = {0};

	for (size_t i = 0; i < from->finding.count; i++) {
		const struct finding *finding = &from->finding.at[i];
		struct findings *kept = only_below == NULL || text_starts(finding->file, only_below) ? to : &dropped;

		array_push(&kept->finding, *finding);
		kept->errors += finding->level == 0;
	}
	array_clear(&from->finding);
	from->errors = 0;
	findings_clear(&dropped);
}

/*
 * Files of the overlay that have errors are left out and all is read again without them, so that
 * one broken file never leaves the program without its own data.
 */
static struct guide *load_over(struct loader *loader, const struct data_sources *sources,
                               struct findings *findings)
{
	for (;;) {
		struct findings now = {0};
		struct guide *guide = load_once(loader, sources, &now);
		size_t refused = 0;

		if (findings_errors(&now) > loader->unreadable)
			refused = refuse_broken(loader, &now);
		if (findings_errors(&now) > loader->unreadable && refused == 0)
			refused = refuse_all(loader, &now, sources->overlay);
		move_findings(findings, &now, refused > 0 ? sources->overlay : NULL);
		if (refused == 0)
			return guide;
		guide_free(guide);
		loader_clear(loader);
	}
}

struct guide *data_load(const struct data_sources *sources, struct findings *findings)
{
	struct loader loader = {0};
	struct guide *guide;

	if (sources->overlay != NULL)
		guide = load_over(&loader, sources, findings);
	else
		guide = load_once(&loader, sources, findings);
	loader_clear(&loader);
	for (size_t i = 0; i < loader.refused.count; i++)
		free(loader.refused.at[i]);
	array_clear(&loader.refused);
	memory_trim(); /* the files as JSON were several times as large as what is kept */
	return guide;
}
