#include "base/beside.h"

#include <stddef.h>

static void *
body(void *ctx)
{
	struct eg_beside *b = ctx;

	b->fn(b->ctx);
	return NULL;
}

void
eg_beside_start(struct eg_beside *b, void (*fn)(void *), void *ctx)
{
	b->fn = fn;
	b->ctx = ctx;
	b->running = pthread_create(&b->thread, NULL, body, b) == 0;
	if (!b->running)
		fn(ctx);
}

void
eg_beside_join(struct eg_beside *b)
{
	if (b->running)
		pthread_join(b->thread, NULL);
	b->running = false;
}
