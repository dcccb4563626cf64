/* A server on loopback alone, for looking at the site while one works. Read only: it hands out
 * what a callback gives it and knows nothing of files. Start at respond(). */
#include "site/site.h"

#include "base/lazy.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define MHD_CALLS(F)                                                                               \
	F(MHD_start_daemon)                                                                        \
	F(MHD_stop_daemon)                                                                         \
	F(MHD_create_response_from_buffer)                                                         \
	F(MHD_add_response_header)                                                                 \
	F(MHD_queue_response)                                                                      \
	F(MHD_destroy_response)                                                                    \
	F(MHD_lookup_connection_value)

struct mhd {
	MHD_CALLS(EG_LAZY_FIELD)
};

static const char *const names[] = {MHD_CALLS(EG_LAZY_NAME)};

struct eg_site_server {
	struct mhd mhd;
	struct MHD_Daemon *daemon[2]; /* IPv4, IPv6 */
	uint16_t port;
	eg_site_answer_fn *answer;
	void *ctx;
	pthread_mutex_t lock;
};

/* "localhost", "127.0.0.1" or "[::1]", perhaps with the port. */
static bool
is_loopback(const char *host, uint16_t port)
{
	static const char *const good[] = {"localhost", "127.0.0.1", "[::1]"};
	char with_port[32];

	for (size_t i = 0; host != NULL && i < EG_COUNT(good); i++) {
		snprintf(with_port, sizeof(with_port), "%s:%u", good[i], port);
		if (strcasecmp(host, good[i]) == 0 || strcasecmp(host, with_port) == 0)
			return true;
	}
	return false;
}

static enum MHD_Result
answer_with(struct eg_site_server *s, struct MHD_Connection *c, unsigned status,
    const struct eg_site_answer *a)
{
	static const char *const headers[][2] = {
	    {"Content-Security-Policy", "default-src 'none'; style-src 'self' 'unsafe-inline'; "
					"img-src data:; base-uri 'none'; "
					"form-action 'none'; frame-ancestors 'none'"},
	    {"X-Content-Type-Options", "nosniff"},
	    {"Referrer-Policy", "no-referrer"},
	    {"Cross-Origin-Resource-Policy", "same-origin"},
	    {"Cache-Control", "no-store"},
	};
	struct MHD_Response *r = s->mhd.MHD_create_response_from_buffer(
	    a->n, (void *)(uintptr_t)a->p, MHD_RESPMEM_MUST_COPY);
	enum MHD_Result done;

	if (r == NULL)
		return MHD_NO;
	s->mhd.MHD_add_response_header(r, "Content-Type", a->type);
	for (size_t i = 0; i < EG_COUNT(headers); i++)
		s->mhd.MHD_add_response_header(r, headers[i][0], headers[i][1]);
	if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
		s->mhd.MHD_add_response_header(r, "Allow", "GET, HEAD");
	done = s->mhd.MHD_queue_response(c, status, r);
	s->mhd.MHD_destroy_response(r);
	return done;
}

static enum MHD_Result
refuse(struct eg_site_server *s, struct MHD_Connection *c, unsigned status, const char *why)
{
	return answer_with(
	    s, c, status, &(struct eg_site_answer){why, strlen(why), "text/plain; charset=utf-8"});
}

static enum MHD_Result
respond(void *ctx, struct MHD_Connection *c, const char *url, const char *method,
    const char *version, const char *upload, size_t *upload_n, void **state)
{
	struct eg_site_server *s = ctx;
	struct eg_site_answer a = {"", 0, "text/plain"};
	enum MHD_Result done;

	EG_UNUSED(version);
	EG_UNUSED(upload);
	if (*upload_n > 0) { /* a body that nobody asked for */
		*upload_n = 0;
		return MHD_YES;
	}
	EG_UNUSED(state);
	if (!is_loopback(s->mhd.MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Host"), s->port))
		return refuse(s, c, MHD_HTTP_FORBIDDEN, "this server answers to localhost alone\n");
	if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
		return refuse(s, c, MHD_HTTP_METHOD_NOT_ALLOWED, "this server is read only\n");
	if (strcmp(url, "/") == 0)
		url = "/index.html";
	pthread_mutex_lock(&s->lock);
	if (url[0] == '/' && s->answer(s->ctx, url + 1, &a))
		done = answer_with(s, c, MHD_HTTP_OK, &a);
	else
		done = refuse(s, c, MHD_HTTP_NOT_FOUND, "there is no such page\n");
	pthread_mutex_unlock(&s->lock);
	return done;
}

/* A listening socket on loopback; -1 where there is none (a machine without IPv6). */
static int
listen_on(int family, uint16_t port)
{
	struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons(port)};
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
	int fd = socket(family, SOCK_STREAM, 0), yes = 1, bad;

	if (fd < 0)
		return -1;
	v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	v6.sin6_addr = in6addr_loopback;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
	if (family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof(yes));
	bad = family == AF_INET ? bind(fd, (struct sockaddr *)&v4, sizeof(v4))
				: bind(fd, (struct sockaddr *)&v6, sizeof(v6));
	if (bad != 0 || listen(fd, 32) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static uint16_t
port_of(int fd)
{
	struct sockaddr_in a;
	socklen_t n = sizeof(a);

	return getsockname(fd, (struct sockaddr *)&a, &n) == 0 ? ntohs(a.sin_port) : 0;
}

static struct MHD_Daemon *
start(struct eg_site_server *s, int fd)
{
	struct MHD_Daemon *d;

	if (fd < 0)
		return NULL;
	d = s->mhd.MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, s->port, NULL, NULL, respond,
	    s, MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT, 64u,
	    MHD_OPTION_CONNECTION_TIMEOUT, 10u, MHD_OPTION_END);
	if (d == NULL)
		close(fd);
	return d;
}

enum eg_rc
eg_site_server_start(uint16_t port, eg_site_answer_fn *answer, void *ctx,
    struct eg_site_server **out, struct eg_err *err)
{
	struct eg_site_server *s = eg_calloc(1, sizeof(*s));
	enum eg_rc rc;
	int fd;

	*out = NULL;
	pthread_mutex_init(&s->lock, NULL);
	s->answer = answer;
	s->ctx = ctx;
	if ((rc = eg_lazy_open("libmicrohttpd.so.12", "libmicrohttpd12", names, EG_COUNT(names),
		 &s->mhd, err)) != EG_OK)
		goto fail;
	if ((fd = listen_on(AF_INET, port)) < 0) {
		rc = eg_err_set(err, EG_ERR_SYSTEM, "port %u of 127.0.0.1 cannot be had: %s", port,
		    strerror(errno));
		eg_err_hint(err, "engross serve --port 0");
		goto fail;
	}
	s->port = port_of(fd);
	s->daemon[0] = start(s, fd);
	s->daemon[1] = start(s, listen_on(AF_INET6, s->port));
	if (s->daemon[0] == NULL) {
		rc = eg_err_set(err, EG_ERR_SYSTEM, "the server does not start");
		goto fail;
	}
	*out = s;
	return EG_OK;
fail:
	eg_site_server_stop(s);
	return rc;
}

uint16_t
eg_site_server_port(const struct eg_site_server *s)
{
	return s->port;
}

void
eg_site_server_stop(struct eg_site_server *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < EG_COUNT(s->daemon); i++)
		if (s->daemon[i] != NULL)
			s->mhd.MHD_stop_daemon(s->daemon[i]);
	pthread_mutex_destroy(&s->lock);
	eg_free(s);
}
