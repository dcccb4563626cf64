/*
 * Addresses: TEMPLATE[@REV], TEMPLATE/XX[-VARIANT][@REV], XX/[SESSION/]BILL[:STAGE|:NN][@REV], a
 * path, "-". By the grammar alone; what is on the disk never decides. Finding what an address
 * names in a repository is locate.c.
 */
#include <engross/jurisdiction.h>
#include <engross/store.h>

#include "base/mem.h"

#include <stdarg.h>
#include <string.h>

enum { ADDRESS_LONGEST = 4000 };

static const char *const extensions[] = {
    ".md", ".txt", ".html", ".htm", ".docx", ".pdf", ".xml", ".csv", ".yaml", ".json"};

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

void
eg_bill_key(const char *bill, char *out)
{
	for (; *bill != '\0'; bill++)
		if (is_letter(*bill) || is_digit(*bill))
			*out++ = (char)(*bill >= 'A' && *bill <= 'Z' ? *bill - 'A' + 'a' : *bill);
	*out = '\0';
}

static bool
has_known_extension(const char *p, size_t n)
{
	for (size_t i = 0; i < EG_COUNT(extensions); i++) {
		size_t e = strlen(extensions[i]);

		if (n <= e)
			continue;
		bool same = true;
		for (size_t k = 0; k < e && same; k++) {
			char c = p[n - e + k];

			same =
			    (c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) == extensions[i][k];
		}
		if (same)
			return true;
	}
	return false;
}

static bool
is_path(const char *text)
{
	return text[0] == '/' || strncmp(text, "./", 2) == 0 || strncmp(text, "../", 3) == 0 ||
	       strcmp(text, ".") == 0 || strcmp(text, "..") == 0 ||
	       has_known_extension(text, strlen(text));
}

static enum eg_rc bad(const char *text, struct eg_err *err, const char *fmt, ...) EG_PRINTF(3, 4);

static enum eg_rc
bad(const char *text, struct eg_err *err, const char *fmt, ...)
{
	struct eg_buf why = EG_BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	eg_buf_vprintf(&why, fmt, ap);
	va_end(ap);
	(void)eg_err_set(err, EG_ERR_USAGE, "'%.200s': %s", text, eg_buf_cstr(&why));
	eg_err_hint(err, "a template is NAME, a draft NAME/UT, a print UT/HB57, a file ./FILE; "
			 "each but a file may end in @REV");
	eg_buf_clear(&why);
	return EG_ERR_USAGE;
}

/* Names of templates, variants and sessions: they become names of files. */
static bool
is_name(const char *p, size_t n)
{
	if (n == 0 || p[0] == '.' || p[0] == '-')
		return false;
	for (size_t i = 0; i < n; i++)
		if (!is_letter(p[i]) && !is_digit(p[i]) && p[i] != '-' && p[i] != '_' &&
		    p[i] != '.')
			return false;
	return true;
}

static bool
is_bill(const char *p, size_t n)
{
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		if (is_letter(p[i]) || is_digit(p[i]))
			any = true;
		else if (strchr(" .-_#()", p[i]) == NULL)
			return false;
	}
	return any;
}

static bool
copy(char *out, size_t out_bytes, const char *p, size_t n)
{
	if (n >= out_bytes)
		return false;
	memcpy(out, p, n);
	out[n] = '\0';
	return true;
}

static void
upper_postal(char out[3], const char *p)
{
	for (int i = 0; i < 2; i++)
		out[i] = (char)(p[i] >= 'a' && p[i] <= 'z' ? p[i] - 'a' + 'A' : p[i]);
	out[2] = '\0';
}

static enum eg_rc
parse_print(const char *text, const char *p, size_t n, struct eg_address *out, struct eg_err *err)
{
	const char *rest = p + 3, *end = p + n, *slash = memchr(rest, '/', (size_t)(end - rest)),
		   *colon;

	out->kind = EG_ADDR_PRINT;
	upper_postal(out->postal, p);
	if (slash != NULL) {
		if (!is_name(rest, (size_t)(slash - rest)) ||
		    !copy(out->session, sizeof(out->session), rest, (size_t)(slash - rest)))
			return bad(text, err, "'%.*s' is no session", (int)(slash - rest), rest);
		rest = slash + 1;
	}
	colon = memchr(rest, ':', (size_t)(end - rest));
	if (colon != NULL) {
		if (!is_name(colon + 1, (size_t)(end - colon - 1)) ||
		    !copy(out->stage, sizeof(out->stage), colon + 1, (size_t)(end - colon - 1)))
			return bad(text, err, "'%.*s' is no stage or number of a print",
			    (int)(end - colon - 1), colon + 1);
		end = colon;
	}
	if (memchr(rest, '/', (size_t)(end - rest)) != NULL)
		return bad(text, err, "too many parts");
	if (!is_bill(rest, (size_t)(end - rest)) ||
	    !copy(out->bill, sizeof(out->bill), rest, (size_t)(end - rest)))
		return bad(text, err, "'%.*s' is no bill number", (int)(end - rest), rest);
	return EG_OK;
}

static enum eg_rc
parse_draft(const char *text, const char *p, size_t n, const char *slash, struct eg_address *out,
    struct eg_err *err)
{
	const char *place = slash + 1;
	size_t left = (size_t)(p + n - place);

	out->kind = EG_ADDR_DRAFT;
	if (memchr(place, '/', left) != NULL)
		return bad(text, err, "too many parts");
	if (left < 2 || (left > 2 && place[2] != '-') || eg_postal_index(place, 2) < 0)
		return bad(
		    text, err, "'%.*s' is no postal code of a jurisdiction", (int)left, place);
	upper_postal(out->postal, place);
	if (left > 2 && (!is_name(place + 3, left - 3) ||
			    !copy(out->variant, sizeof(out->variant), place + 3, left - 3)))
		return bad(text, err, "'%.*s' is no name of a variant", (int)(left - 3), place + 3);
	return EG_OK;
}

enum eg_rc
eg_address_parse(const char *text, struct eg_address *out, struct eg_err *err)
{
	const char *at, *slash;
	size_t n = strlen(text), name_n;

	memset(out, 0, sizeof(*out));
	if (n == 0 || n > ADDRESS_LONGEST)
		return bad(text, err, n == 0 ? "an empty address" : "too long");
	if (strcmp(text, "-") == 0) {
		out->kind = EG_ADDR_STDIN;
		return EG_OK;
	}
	if (is_path(text)) {
		out->kind = EG_ADDR_PATH;
		copy(out->path, sizeof(out->path), text, n);
		return EG_OK;
	}
	at = strchr(text, '@');
	if (at != NULL) {
		if (at[1] == '\0')
			return bad(text, err, "no revision after '@'");
		if (!copy(out->rev, sizeof(out->rev), at + 1, strlen(at + 1)))
			return bad(text, err, "the revision is too long");
		n = (size_t)(at - text);
		if (has_known_extension(text, n))
			return bad(
			    text, err, "a path has no revision; name the template, draft or print");
	}
	slash = memchr(text, '/', n);
	if (slash == text + 2 && eg_postal_index(text, 2) >= 0)
		return parse_print(text, text, n, out, err);
	name_n = slash != NULL ? (size_t)(slash - text) : n;
	if (!is_name(text, name_n) ||
	    !copy(out->template_name, sizeof(out->template_name), text, name_n))
		return bad(text, err, "'%.*s' is no name of a template", (int)name_n, text);
	if (slash != NULL)
		return parse_draft(text, text, n, slash, out, err);
	out->kind = EG_ADDR_TEMPLATE;
	return EG_OK;
}
