#include "net/url_spelling.h"

#include <string.h>
#include <strings.h>

/* The address that the guide names, below the folder of a store. */
static const char guide_path[] = "/index.php/api/v2_soap/index/";

static const char *path_of(const char *url)
{
	const char *host = strstr(url, "://");
	host = host ? host + 3 : url;
	return host + strcspn(host, "/?#");
}

/* Where "/NAME" begins in the path, as a whole part of it or (open) the beginning of one, in any case. */
static const char *find_part(const char *path, const char *name, bool open)
{
	size_t len = strlen(name);
	for (const char *at = strchr(path, '/'); at; at = strchr(at + 1, '/'))
		if (strncasecmp(at + 1, name, len) == 0 && (open || strchr("/?", at[1 + len])))
			return at;
	return NULL;
}

/* ---- one row each ---- */

static bool with_slash(struct text *out, const char *url)
{
	if (text_ends(url, "/") || strpbrk(url, "?#"))
		return false;
	text_addf(out, "%s/", url);
	return true;
}

static bool with_index_php(struct text *out, const char *url)
{
	const char *path = path_of(url);
	const char *api = find_part(path, "api", false);
	if (!api || find_part(path, "index.php", false))
		return false;
	text_add_n(out, url, (size_t)(api - url));
	text_addf(out, "/index.php%s", api);
	return true;
}

static bool with_index(struct text *out, const char *url)
{
	if (!text_ends(url, "/v2_soap") && !text_ends(url, "/v2_soap/"))
		return false;
	text_addf(out, "%s%sindex/", url, text_ends(url, "/") ? "" : "/");
	return true;
}

/* Whatever stands behind the store's folder is put right. */
static bool as_in_guide(struct text *out, const char *url)
{
	const char *path = path_of(url);
	const char *end = find_part(path, "index.php", false);
	end = end ? end : find_part(path, "api", true);
	size_t len = end ? (size_t)(end - url) : strcspn(url, "?#");
	while (len > 0 && url[len - 1] == '/')
		len--;
	text_add_n(out, url, len);
	text_add(out, guide_path);
	return true;
}

static bool without_folder(struct text *out, const char *url)
{
	text_add_n(out, url, (size_t)(path_of(url) - url));
	text_add(out, guide_path);
	return true;
}

static bool over_https(struct text *out, const char *url)
{
	if (!text_starts(url, "http://"))
		return false;
	const char *host = url + strlen("http://");
	size_t len = strcspn(host, "/?#");
	bool usual = len > 3 && memcmp(host + len - 3, ":80", 3) == 0;
	text_add(out, "https://");
	text_add_n(out, host, usual ? len - 3 : len);
	text_add(out, host + len);
	return true;
}

static const struct {
	const char *name;
	bool (*spell)(struct text *out, const char *url);
} row[] = {
	{"slash", with_slash},  {"indexphp", with_index_php}, {"index", with_index},
	{"guide", as_in_guide}, {"root", without_folder},     {"https", over_https},
};

bool url_spelling_known(const char *name)
{
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		if (strcmp(row[i].name, name) == 0)
			return true;
	return false;
}

bool url_spelling_add(struct text *out, const char *name, const char *url)
{
	struct text spelled = {0};
	bool other = false;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		if (strcmp(row[i].name, name) == 0)
			other = row[i].spell(&spelled, url) && strcmp(text_str(&spelled), url) != 0;
	if (other)
		text_add_n(out, spelled.data, spelled.len);
	text_clear(&spelled);
	return other;
}
