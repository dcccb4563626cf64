/* String -> pointer map in order of insertion: open addressing over an array of entries. */
#include "base/map.h"

#include <string.h>

static uint32_t
hash(const char *key, size_t n)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)key[i]) * 16777619u;
	return h;
}

void
eg_map_clear(struct eg_map *m)
{
	for (size_t i = 0; i < m->n; i++)
		eg_free(m->v[i].key);
	eg_free(m->v);
	eg_free(m->slots);
	memset(m, 0, sizeof(*m));
}

static size_t
slot_of(const struct eg_map *m, const char *key, size_t n)
{
	size_t i = hash(key, n) & (m->n_slots - 1);

	while (m->slots[i] != 0) {
		const char *have = m->v[m->slots[i] - 1].key;

		if (strncmp(have, key, n) == 0 && have[n] == '\0')
			break;
		i = (i + 1) & (m->n_slots - 1);
	}
	return i;
}

static void
grow(struct eg_map *m)
{
	size_t n = m->n_slots != 0 ? m->n_slots * 2 : 16;

	eg_free(m->slots);
	m->slots = eg_calloc(n, sizeof(*m->slots));
	m->n_slots = n;
	for (size_t i = 0; i < m->n; i++)
		m->slots[slot_of(m, m->v[i].key, strlen(m->v[i].key))] = (uint32_t)(i + 1);
}

void *
eg_map_set(struct eg_map *m, const char *key, void *value)
{
	size_t s, n = strlen(key);

	if ((m->n + 1) * 2 > m->n_slots)
		grow(m);
	s = slot_of(m, key, n);
	if (m->slots[s] != 0) {
		void *old = m->v[m->slots[s] - 1].value;

		m->v[m->slots[s] - 1].value = value;
		return old;
	}
	if (m->n == m->cap) {
		m->cap = m->cap != 0 ? m->cap * 2 : 16;
		m->v = eg_realloc(m->v, m->cap, sizeof(*m->v));
	}
	m->v[m->n].key = eg_strndup(key, n);
	m->v[m->n].value = value;
	m->slots[s] = (uint32_t)++m->n;
	return NULL;
}

size_t
eg_map_find(const struct eg_map *m, const char *key, size_t key_n)
{
	size_t s;

	if (m->n_slots == 0)
		return SIZE_MAX;
	s = slot_of(m, key, key_n);
	return m->slots[s] != 0 ? m->slots[s] - 1 : SIZE_MAX;
}

void *
eg_map_get(const struct eg_map *m, const char *key)
{
	size_t i = eg_map_find(m, key, strlen(key));

	return i != SIZE_MAX ? m->v[i].value : NULL;
}

bool
eg_map_has(const struct eg_map *m, const char *key)
{
	return eg_map_find(m, key, strlen(key)) != SIZE_MAX;
}
