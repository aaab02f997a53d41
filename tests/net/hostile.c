#include "hostile.h"

#include <string.h>

static const char ok_head[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n";

static void repeat(struct connection *to, const char *piece, long times)
{
	struct text block = {0};
	long per_block = 65536 / (long)strlen(piece) + 1;
	for (long i = 0; i < per_block; i++)
		text_add(&block, piece);
	for (long i = 0; i < times; i += per_block)
		if (!connection_write(to, block.data, block.len))
			break;
	text_clear(&block);
}

static void nothing(struct connection *to)
{
	connection_wait(to, 3000);
}

static void drip(struct connection *to)
{
	connection_print(to, ok_head);
	connection_print(to, "\r\n");
	while (connection_print(to, " ") && connection_wait(to, 100))
		;
}

static void endless_status(struct connection *to)
{
	connection_print(to, "HTTP/1.1 200 ");
	repeat(to, "x", 4 << 20);
}

static void header_flood(struct connection *to)
{
	connection_print(to, "HTTP/1.1 200 OK\r\n");
	repeat(to, "X-Flood: yes\r\n", 100000);
}

static void one_huge_header(struct connection *to)
{
	connection_print(to, "HTTP/1.1 200 OK\r\nX-Huge: ");
	repeat(to, "y", 1 << 20);
	connection_print(to, "\r\n\r\n{}");
}

static void continues(struct connection *to)
{
	repeat(to, "HTTP/1.1 100 Continue\r\n\r\n", 100000);
}

static void garbage(struct connection *to)
{
	connection_print(to, "\x16\x03\x01 what is this\r\n\r\n");
}

static void old_http(struct connection *to)
{
	connection_print(to, "<html>plain words</html>");
}

static void nul_in_header(struct connection *to)
{
	static const char bytes[] = "HTTP/1.1 200 OK\r\nX-A: b\0c\r\n\r\n{}";
	connection_write(to, bytes, sizeof bytes - 1);
}

static void no_colon(struct connection *to)
{
	connection_print(to, "HTTP/1.1 200 OK\r\nnonsense\r\nConnection: close\r\n\r\n{}");
}

static void bare_newlines(struct connection *to)
{
	connection_print(to, "HTTP/1.1 200 OK\nConnection: close\n\n{}");
}

static void infinite_body(struct connection *to)
{
	connection_print(to, ok_head);
	connection_print(to, "\r\n");
	repeat(to, "[", 64 << 20);
}

static void infinite_chunks(struct connection *to)
{
	connection_print(to, ok_head);
	connection_print(to, "Transfer-Encoding: chunked\r\n\r\n");
	repeat(to, "8\r\n[[[[[[[[\r\n", 8 << 20);
}

static void huge_chunk(struct connection *to)
{
	connection_print(to, ok_head);
	connection_print(to, "Transfer-Encoding: chunked\r\n\r\n1000000000000000\r\n");
	repeat(to, "z", 8 << 20);
}

static void bad_chunk(struct connection *to)
{
	connection_print(to, ok_head);
	connection_print(to, "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");
}

static void evil_trailer(struct connection *to)
{
	connection_print(to, ok_head);
	connection_print(to, "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n");
	repeat(to, "X-Trailer: evil\r\n", 100000);
}

/* 64 MiB of zeros in 63 KiB: stored by hand, so that no library is needed: each of these blocks is 258
 * zeros after a first one (fixed Huffman codes, RFC 1951). */
static void gzip_bomb(struct connection *to)
{
	static const unsigned char head[] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};
	connection_print(to, ok_head);
	connection_print(to, "Content-Encoding: gzip\r\n\r\n");
	connection_write(to, (const char *)head, sizeof head);
	/* Bits: block header 1,01; literal 0 (00110000); then length 258 (11000101), distance 1 (00000) again
	 * and again: 13 bits each, 104 bits for 8 of them. */
	unsigned char bytes[1 << 16] = {0};
	size_t bit = 0;
#define PUT(value, count)                                                                                    \
	for (int i_ = (count)-1; i_ >= 0 && bit < sizeof bytes * 8; i_--, bit++)                                 \
	bytes[bit / 8] |= (unsigned char)((((value) >> i_) & 1) << (bit % 8))
	PUT(1, 1);
	PUT(2, 2);
	PUT(0x30, 8);
	while (bit + 13 < sizeof bytes * 8) {
		PUT(0xc5, 8);
		PUT(0, 5);
	}
#undef PUT
	connection_write(to, (const char *)bytes, sizeof bytes);
}

static void broken_gzip(struct connection *to)
{
	connection_print(to, ok_head);
	connection_print(to, "Content-Encoding: gzip\r\n\r\nthis is no gzip at all");
}

static void reset_in_body(struct connection *to)
{
	connection_print(to, ok_head);
	connection_print(to, "Content-Length: 1000\r\n\r\n{\"a\":");
	connection_wait(to, 50);
	connection_reset(to);
}

static void short_body(struct connection *to)
{
	connection_print(to, ok_head);
	connection_print(to, "Content-Length: 1000\r\n\r\n{}");
}

static void two_lengths(struct connection *to)
{
	connection_print(to, ok_head);
	connection_print(to, "Content-Length: 2\r\nContent-Length: 7\r\n\r\n{}");
}

static void negative_length(struct connection *to)
{
	connection_print(to, ok_head);
	connection_print(to, "Content-Length: -1\r\n\r\n{}");
}

static void announced_too_large(struct connection *to)
{
	connection_print(to, ok_head);
	connection_print(to, "Content-Length: 999999999\r\n\r\n{}");
}

static void redirect_to_itself(struct connection *to)
{
	connection_print(to, "HTTP/1.1 301 x\r\nLocation: /\r\nConnection: close\r\n\r\n");
}

static void redirect_to_file(struct connection *to)
{
	connection_print(to, "HTTP/1.1 301 x\r\nLocation: file:///etc/passwd\r\nConnection: close\r\n\r\n");
}

static void redirect_with_escape(struct connection *to)
{
	connection_print(
		to, "HTTP/1.1 301 x\r\nLocation: http://evil.test/\x1b]0;pwn\x07?a=1\r\nConnection: close\r\n\r\n");
}

static void escapes(struct connection *to)
{
	connection_print(to, "HTTP/1.1 404 \x1b[2Jno\r\nServer: \x1b]0;owned\x07\r\nConnection: close\r\n\r\n"
	                     "{\"message\":\"\\u001b[31mred \\u202eevil\"}");
}

static void bad_utf8(struct connection *to)
{
	connection_print(to, ok_head);
	connection_print(to, "\r\n{\"a\":\"\xff\xfe\xc0\xaf\"}");
}

static void deep_json(struct connection *to)
{
	connection_print(to, ok_head);
	connection_print(to, "\r\n");
	repeat(to, "[", 60000);
}

static void wide_json(struct connection *to)
{
	connection_print(to, ok_head);
	connection_print(to, "\r\n[0");
	repeat(to, ",0", 40000);
	connection_print(to, "]");
}

static void xml_laughs(struct connection *to)
{
	connection_print(
		to, "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\n\r\n"
			"<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><l>&b;</l>");
}

static void utf16(struct connection *to)
{
	static const char body[] = "\xff\xfe{\0\"\0a\0\"\0:\0001\0}\0";
	connection_print(to, ok_head);
	connection_print(to, "\r\n");
	connection_write(to, body, sizeof body - 1);
}

static void upgrade(struct connection *to)
{
	connection_print(to, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: evil\r\nConnection: Upgrade\r\n\r\n");
}

static void status_99(struct connection *to)
{
	connection_print(to, "HTTP/1.1 99 low\r\nConnection: close\r\n\r\n{}");
}

static void status_1000(struct connection *to)
{
	connection_print(to, "HTTP/1.1 1000 high\r\nConnection: close\r\n\r\n{}");
}

static void challenge(struct connection *to)
{
	connection_print(
		to,
		"HTTP/1.1 401 x\r\nWWW-Authenticate: NTLM\r\nWWW-Authenticate: Digest realm=\"x\", nonce=\"1\"\r\n"
		"Content-Length: 2\r\n\r\n{}");
}

static void origin_407(struct connection *to)
{
	connection_print(to, "HTTP/1.1 407 x\r\nProxy-Authenticate: Basic\r\nContent-Length: 2\r\n\r\n{}");
}

static void absurd_retry(struct connection *to)
{
	connection_print(to, "HTTP/1.1 429 x\r\nRetry-After: 999999999999\r\nContent-Length: 2\r\n\r\n{}");
}

static void cookies(struct connection *to)
{
	connection_print(to, "HTTP/1.1 200 OK\r\nConnection: close\r\n");
	for (int i = 0; i < 100; i++)
		connection_print(to, "Set-Cookie: a=b; Domain=.test\r\n");
	connection_print(to, "\r\n{}");
}

static const struct hostile_row row[] = {
	{"says nothing", nothing, "timeout"},
	{"one byte at a time", drip, "timeout"},
	{"a status line without end", endless_status, "too_large"},
	{"a hundred thousand headers", header_flood, "too_large"},
	{"a header of a mebibyte", one_huge_header, "too_large"},
	{"100 Continue for ever", continues, "too_large"},
	{"no HTTP at all", garbage, "malformed"},
	{"HTTP/0.9", old_http, "malformed"},
	{"a NUL in a header", nul_in_header, "malformed"},
	{"a header without colon", no_colon, NULL},
	{"line feeds only", bare_newlines, NULL},
	{"a body without end", infinite_body, "too_large"},
	{"chunks without end", infinite_chunks, "too_large"},
	{"a chunk of 2^60", huge_chunk, "too_large"},
	{"a chunk that is none", bad_chunk, "malformed"},
	{"trailers without end", evil_trailer, NULL},
	{"a gzip bomb", gzip_bomb, "too_large"},
	{"gzip that is none", broken_gzip, "malformed"},
	{"reset in the body", reset_in_body, "malformed"},
	{"a body shorter than said", short_body, "malformed"},
	{"two lengths", two_lengths, NULL},
	{"a negative length", negative_length, NULL},
	{"a length over the limit", announced_too_large, "too_large"},
	{"a redirect to itself", redirect_to_itself, "redirected"},
	{"a redirect to a file", redirect_to_file, "redirected"},
	{"a redirect with an escape sequence", redirect_with_escape, "redirected"},
	{"escape sequences everywhere", escapes, "unexpected"},
	{"bytes that are no UTF-8", bad_utf8, "malformed"},
	{"sixty thousand levels", deep_json, "malformed"},
	{"forty thousand numbers", wide_json, NULL},
	{"entities in XML", xml_laughs, "malformed"},
	{"UTF-16", utf16, "malformed"},
	{"another protocol", upgrade, NULL},
	{"status 99", status_99, NULL},
	{"status 1000", status_1000, NULL},
	{"challenges", challenge, "unexpected"},
	{"407 from the store itself", origin_407, NULL},
	{"an absurd Retry-After", absurd_retry, "rate_limited"},
	{"a hundred cookies", cookies, "ok"},
};

const struct hostile_row *hostile_rows(size_t *count)
{
	*count = sizeof row / sizeof *row;
	return row;
}
