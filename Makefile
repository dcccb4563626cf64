# engross: one Makefile. `make help` lists the targets; local settings go in config.mak (not tracked).
-include config.mak

VERSION = 0.1.0
CC ?= gcc
PREFIX ?= /usr/local
# Objects and the program go below O (make asan uses build/asan).
O ?= build
# Rooms in order of layers; ROOMS="base text" builds and unit-tests only these.
ROOMS ?= base jurisdiction text read template store compare track lint render

PACKAGES = gcc make pkg-config git libgit2-dev libcmark-dev libpcre2-dev libyaml-dev libutf8proc-dev libmd-dev zlib1g-dev libzip-dev
TEST_PACKAGES = libcmocka-dev libjansson-dev mandoc python3 python3-jsonschema libxml2-utils poppler-utils libreoffice-writer-nogui

LIBS = libcmark libpcre2-8 yaml-0.1 libutf8proc libmd zlib
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2 -Werror
CFLAGS ?= -O2 -g
LIB_CFLAGS := $(shell pkg-config --cflags $(LIBS) 2>/dev/null)
LIB_LIBS := $(shell pkg-config --libs $(LIBS) 2>/dev/null)
EG_CFLAGS = -std=c17 -D_POSIX_C_SOURCE=200809L -DEG_VERSION='"$(VERSION)"' -Iinclude -Ibills -I. $(WARN) -fvisibility=hidden \
	-D_FORTIFY_SOURCE=2 -fstack-protector-strong $(SAN) $(LIB_CFLAGS)
EG_LIBS = $(SAN) $(LIB_LIBS) -ldl -lm

LIB_SRC = $(sort $(foreach r,$(ROOMS),$(wildcard bills/$(r)/*.c)))
CMD_SRC = $(sort $(wildcard cmd/*.c))
LIB_OBJ = $(LIB_SRC:%.c=$(O)/%.o) $(O)/builtin.o
CMD_OBJ = $(CMD_SRC:%.c=$(O)/%.o)
UNIT_SRC = $(sort $(foreach r,$(ROOMS),$(wildcard tests/unit/test_$(r)_*.c)))
UNIT = $(UNIT_SRC:tests/unit/%.c=$(O)/unit/%)
BUILTIN = $(sort $(shell find templates -type f ! -name '*.7' ! -name '*.5' ! -name README.md))

.PHONY: all deps demo test check asan lint fmt tidy fuzz cover bench install uninstall dist help clean hdr-check cli golden

all: $(O)/engross

$(O)/engross: $(CMD_OBJ) $(O)/libengross.a
	$(CC) $(CFLAGS) -o $@ $(CMD_OBJ) $(O)/libengross.a $(EG_LIBS) $(LDFLAGS)

$(O)/libengross.a: $(LIB_OBJ)
	@rm -f $@
	ar rcs $@ $(LIB_OBJ)

$(O)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(EG_CFLAGS) -MMD -MP -c -o $@ $<

# The built-in templates, profiles and rules, carried inside the program.
$(O)/builtin.S: $(BUILTIN) tools/embed
	@mkdir -p $(@D)
	tools/embed $(BUILTIN) > $@.new && mv $@.new $@
$(O)/builtin.o: $(O)/builtin.S
	$(CC) -c -o $@ $<

$(O)/unit/%: tests/unit/%.c $(O)/libengross.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(EG_CFLAGS) -Itests/unit -MMD -MP -o $@ $< $(O)/libengross.a $(EG_LIBS) -lcmocka -ljansson $(LDFLAGS)

test: $(UNIT)
	tests/run-unit $(UNIT)

-include $(LIB_OBJ:.o=.d) $(CMD_OBJ:.o=.d) $(UNIT:=.d)
