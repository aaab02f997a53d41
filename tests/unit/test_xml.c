#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "check.h"
#include "xml/xml.h"

/* As Magento 1 answers, shortened. */
static const char sample[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:n=\"urn:Magento\">"
	"<SOAP-ENV:Body><n:listResponse><result n:arrayType=\"n:item[2]\">"
	"<item><id>1</id><sku> A&amp;B </sku></item>"
	"<item><id>2</id><sku><![CDATA[<C>]]></sku></item>"
	"<note>o<b>n</b>e</note>"
	"</result></n:listResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>\n";

struct found {
	struct text text;
	int most;
};

static bool note_match(void *ctx, const struct xml_match *match)
{
	struct found *found = ctx;

	text_addf(&found->text, "%s=%s<%s|", xml_name(match->node), match->text, xml_name(match->last_star));
	return --found->most != 0;
}

static void finds(void)
{
	static const struct {
		const char *sentence, *path;
		int most;
		const char *want;
	} rows[] = {
		{"an element by local names", "/Envelope/Body/listResponse/result/note", 9, "note=oe<note|"},
		{"all siblings of one name", "/Envelope/Body/listResponse/result/item/id", 9, "id=1<id|id=2<id|"},
		{"what the star stands for", "/Envelope/Body/*/result/*/sku", 9, "sku= A&B <item|sku=<C><item|"},
		{"enough is enough", "/Envelope/Body/listResponse/result/item/id", 1, "id=1<id|"},
		{"an attribute", "/Envelope/Body/listResponse/result/@arrayType", 9, "result=n:item[2]<result|"},
		{"no such attribute", "/Envelope/Body/listResponse/result/@type", 9, ""},
		{"a declaration is no attribute", "/Envelope/@n", 9, ""},
		{"names of children", "/Envelope/Body/listResponse/result/*~", 2, "item=item<item|item=item<item|"},
		{"the root", "/Envelope", 9, "Envelope=<Envelope|"},
		{"all of it", "", 9, "Envelope=<Envelope|"},
		{"another root", "/definitions", 9, ""},
		{"a longer name is another", "/Envelop", 9, ""},
		{"a path begins with a slash", "Envelope", 9, ""},
		{"an empty name is none", "/", 9, ""},
		{"nothing below a leaf", "/Envelope/Body/listResponse/result/item/id/x", 9, ""},
	};
	struct error err = {0};
	struct xml_doc *doc = xml_parse(sample, strlen(sample), "answer", &err);

	CHECK_TEXT("the sample is read", err.message, "");
	for (size_t i = 0; doc && i < sizeof rows / sizeof *rows; i++) {
		struct found found = {.most = rows[i].most};

		xml_find(doc, rows[i].path, note_match, &found);
		CHECK_TEXT(rows[i].sentence, text_str(&found.text), rows[i].want);
		text_clear(&found.text);
	}
	xml_free(doc);
	xml_free(NULL);
}

static void walks(void)
{
	const char *text = "<a x='1'>t<b/><c>u</c></a>";
	struct xml_doc *doc = xml_parse(text, strlen(text), "answer", NULL);
	const struct xml_node *root = xml_root(doc);
	const struct xml_node *b = xml_first(root);
	const struct xml_node *c = xml_next(b);
	struct found found = {.most = 9};

	CHECK_TEXT("name", xml_name(root), "a");
	CHECK_TEXT("text", xml_text(root), "t");
	CHECK_TEXT("an empty element has an empty text", xml_text(b), "");
	CHECK_TEXT("attribute", xml_attribute(root, "x"), "1");
	CHECK("there is no other", xml_attribute(root, "y") == NULL && xml_attribute(c, "x") == NULL);
	CHECK("in order, then no more", strcmp(xml_name(c), "c") == 0 && !xml_next(c) && !xml_first(b));
	xml_find_in(root, "/c", note_match, &found);
	xml_find_in(c, "", note_match, &found);
	xml_find_in(root, "/@x", note_match, &found);
	xml_find_in(root, "/a", note_match, &found);
	CHECK_TEXT("from an element", text_str(&found.text), "c=u<c|c=u<c|a=1<a|");
	text_clear(&found.text);
	xml_free(doc);
}

static void refuses(void)
{
	static const struct {
		const char *sentence, *text, *where;
	} rows[] = {
		{"nothing", "", "answer:1:1"},
		{"no XML", "{\"a\":1}", "answer:1:1"},
		{"two roots", "<a/>\n<b/>", "answer:2:1"},
		{"cut off", "<a><b>", "answer:1:7"},
		{"wrongly closed", "<a><b></a></b>", "answer:1:9"},
		{"an unknown entity", "<a>&nbsp;</a>", "answer:1:4"},
		{"no UTF-8", "<a>\xFF</a>", "answer:1:4"},
		{"an encoding nobody knows", "<?xml version='1.0' encoding='nix'?><a/>", "answer:1:31"},
		{"a web page", "<!DOCTYPE html><html></html>", "answer:1:15"},
		{"an entity of its own", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "answer:1:13"},
		{"a file as entity", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
	     "answer:1:13"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error err = {0};

		CHECK(rows[i].sentence, xml_parse(rows[i].text, strlen(rows[i].text), "answer", &err) == NULL);
		CHECK_TEXT(rows[i].sentence, err.where, rows[i].where);
		CHECK("it says why", err.kind == ERROR_DATA && text_ends(err.message, "."));
	}
	CHECK("nobody need listen", xml_parse("<", 1, "answer", NULL) == NULL);
}

/* <a> depth deep, each with count children. */
static bool parses(int depth, int count, struct error *err)
{
	struct text text = {0};
	struct xml_doc *doc;

	for (int i = 0; i < depth; i++)
		text_add(&text, "<a>");
	for (int i = 0; i < count; i++)
		text_add(&text, "<b/>");
	for (int i = 0; i < depth; i++)
		text_add(&text, "</a>");
	doc = xml_parse(text_str(&text), text.len, "answer", err);
	text_clear(&text);
	xml_free(doc);
	return doc != NULL;
}

static void limits(void)
{
	struct error err = {0};

	CHECK("64 deep", parses(XML_MAX_DEPTH, 0, &err));
	CHECK("65 deep is refused", !parses(XML_MAX_DEPTH + 1, 0, &err) && strstr(err.message, "too deeply"));
	CHECK("200,000 elements", parses(1, XML_MAX_ELEMENTS - 1, &err));
	CHECK("one more is refused", !parses(1, XML_MAX_ELEMENTS, &err) && strstr(err.message, "too many"));
}

static void encodings(void)
{
	static const char latin[] = "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>";
	struct xml_doc *doc = xml_parse(latin, sizeof latin - 1, "answer", NULL);

	CHECK_TEXT("Latin-1 becomes UTF-8", doc ? xml_text(xml_root(doc)) : "", "é");
	xml_free(doc);
	doc = xml_parse("\xEF\xBB\xBF<a>x</a>", 11, "answer", NULL);
	CHECK_TEXT("a byte order mark is allowed in XML", doc ? xml_text(xml_root(doc)) : "", "x");
	xml_free(doc);
}

static void every_cut_is_refused(void)
{
	size_t accepted = 0;

	/* The last byte is the newline behind the root. */
	for (size_t len = 0; len < sizeof sample - 2; len++) {
		char *cut = malloc(len ? len : 1);
		struct xml_doc *doc;

		memcpy(cut, sample, len);
		doc = xml_parse(cut, len, "answer", NULL);
		accepted += doc != NULL;
		xml_free(doc);
		free(cut);
	}
	CHECK_NUMBER("no beginning of it is whole", (int64_t)accepted, 0);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"finds by path", finds},
		{"walks", walks},
		{"refuses", refuses},
		{"limits", limits},
		{"encodings", encodings},
		{"every cut is refused", every_cut_is_refused},
		{0},
	};

	return check_run("xml", tests);
}
