/*
 * String -> pointer map that remembers the order of insertion (iterate by index, never by hash
 * order). Keys are copied; values are borrowed.
 */
#ifndef EG_BASE_MAP_H
#define EG_BASE_MAP_H

#include "base/mem.h"

struct eg_map_entry {
	char *key;
	void *value;
};

struct eg_map {
	struct eg_map_entry *v; /* in order of insertion */
	size_t n;
	size_t cap;
	uint32_t *slots;
	size_t n_slots;
};

/* A zeroed struct is an empty map. */
void eg_map_clear(struct eg_map *m);
/* Insert or replace. Returns the former value, NULL if there was none. */
void *eg_map_set(struct eg_map *m, const char *key, void *value);
void *eg_map_get(const struct eg_map *m, const char *key);
bool eg_map_has(const struct eg_map *m, const char *key);
/* Index in insertion order, or SIZE_MAX. */
size_t eg_map_find(const struct eg_map *m, const char *key, size_t key_n);

#endif
