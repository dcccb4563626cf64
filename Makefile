# engross: one Makefile. `make help` lists the targets; local settings go in config.mak (not tracked).
-include config.mak

VERSION = 0.1.0
CC ?= gcc
PREFIX ?= /usr/local
# Objects and the program go below O (make asan uses build/asan).
O ?= build
# Rooms in order of layers; ROOMS="base text" builds and unit-tests only these.
ROOMS ?= base jurisdiction text read template store compare trace track lint render site upgrade

# Debian packages: to build and run; to test. `make deps` installs both.
PACKAGES = gcc libc6-dev make pkg-config git ca-certificates libgit2-dev libcmark-dev libpcre2-dev libyaml-dev \
	libutf8proc-dev libmd-dev zlib1g-dev libzip-dev libyajl-dev libmicrohttpd-dev libisal-dev libxml2-dev \
	libpango1.0-dev libcairo2-dev fonts-liberation fonts-dejavu-core
TEST_PACKAGES = libcmocka-dev libjansson-dev mandoc python3 python3-jsonschema libxml2-utils unzip libreoffice-writer-nogui \
	poppler-utils qpdf chromium nodejs npm python3-uno
BENCH_PACKAGES = nodejs npm wdiff dwdiff python3 hyperfine groff pandoc weasyprint

LIBS = libcmark libpcre2-8 yaml-0.1 libutf8proc libmd zlib
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2 -Werror
CFLAGS ?= -O2 -g
# Libraries loaded on first use give their headers only; those are not held to our warnings.
LAZY = libxml-2.0 pangocairo
LIB_CFLAGS := $(shell pkg-config --cflags $(LIBS) 2>/dev/null) \
	$(patsubst -I%,-isystem %,$(shell pkg-config --cflags-only-I $(LAZY) 2>/dev/null))
LIB_LIBS := $(shell pkg-config --libs $(LIBS) 2>/dev/null)
# The program takes these libraries in: loading them is a quarter of a short command's time. They are prerequisites, so that `make`
# after a security update makes the program anew. SHARED=1, or a missing archive, leaves them shared.
ARCHIVES := $(patsubst -l%,$(shell pkg-config --variable=libdir zlib 2>/dev/null)/lib%.a,$(filter -l%,$(LIB_LIBS)))
TAKEN_IN := $(if $(SHARED)$(filter-out $(wildcard $(ARCHIVES)),$(ARCHIVES)),,$(ARCHIVES))
EG_CFLAGS = -std=c17 -D_POSIX_C_SOURCE=200809L -DEG_VERSION='"$(VERSION)"' -Iinclude -Ibills -I. $(WARN) -fvisibility=hidden \
	-D_FORTIFY_SOURCE=2 -fstack-protector-strong $(SAN) $(LIB_CFLAGS)
EG_LIBS = $(SAN) -Wl,--as-needed $(LIB_LIBS) -lm -Wl,--no-as-needed -ldl -pthread

LIB_SRC = $(sort $(foreach r,$(ROOMS),$(wildcard bills/$(r)/*.c)))
CMD_SRC = $(sort $(wildcard cmd/*.c))
LIB_OBJ = $(LIB_SRC:%.c=$(O)/%.o) $(O)/builtin.o
CMD_OBJ = $(CMD_SRC:%.c=$(O)/%.o)
UNIT_SRC = $(sort $(foreach r,$(ROOMS),$(wildcard tests/unit/test_$(r)_*.c)))
UNIT = $(UNIT_SRC:tests/unit/%.c=$(O)/unit/%)
FUZZ_SRC = $(sort $(wildcard tests/fuzz/fuzz_*.c))
FUZZ = $(FUZZ_SRC:tests/fuzz/%.c=$(O)/fuzz/%)
BUILTIN = $(sort $(shell find templates -type f ! -name '*.7' ! -name '*.5' ! -name README.md ! -name embed))
MAN = $(sort $(wildcard cmd/*.1 bills/*.5 templates/*.5))

.PHONY: all deps demo test cli fuzz-replay check check-built asan lint hdr-check fmt tidy fuzz cover bench install uninstall dist help clean

all: $(O)/engross

$(O)/engross: $(CMD_OBJ) $(O)/libengross.a $(TAKEN_IN)
	$(CC) $(CFLAGS) -Wl,--export-dynamic-symbol=mbedtls_x509_crt_parse_file -Wl,-z,pack-relative-relocs -o $@ $(CMD_OBJ) \
		$(O)/libengross.a $(TAKEN_IN) $(EG_LIBS) $(LDFLAGS)

$(O)/libengross.a: $(LIB_OBJ)
	@rm -f $@
	ar rcs $@ $(LIB_OBJ)

$(O)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(EG_CFLAGS) -MMD -MP -c -o $@ $<

# The built-in templates, profiles and rules, carried inside the program.
$(O)/builtin.S: $(BUILTIN) templates/embed
	@mkdir -p $(@D)
	templates/embed $(BUILTIN) > $@.new && mv $@.new $@
$(O)/builtin.o: $(O)/builtin.S
	$(CC) -c -o $@ $<

$(O)/unit/%: tests/unit/%.c $(O)/libengross.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(EG_CFLAGS) -Itests/unit -MMD -MP -o $@ $< $(O)/libengross.a $(EG_LIBS) -lcmocka -ljansson $(LDFLAGS)

# Fuzz targets with a driver that replays files, so that gcc runs the corpora in `make check`.
$(O)/fuzz/%: tests/fuzz/%.c tests/fuzz/replay.c $(O)/libengross.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(EG_CFLAGS) -MMD -MP -o $@ $< tests/fuzz/replay.c $(O)/libengross.a $(EG_LIBS) $(LDFLAGS)

deps:               ## install the Debian packages that building and testing need
	tests/install-packages $(PACKAGES) $(TEST_PACKAGES)

deps-build:
	tests/install-packages $(PACKAGES)

demo: deps-build    ## install, build, and do the main job on real data in demo/
	$(MAKE) -s all
	tests/demo $(O)/engross

test: $(UNIT)       ## unit tests only (seconds)
	tests/run-unit $(UNIT)

cli: $(O)/engross   ## command transcripts
	tests/run-cli -O $(O)

fuzz-replay: $(FUZZ)
	tests/run-fuzz $(FUZZ)

check: deps         ## everything: unit tests, transcripts, golden files, corpora, lint
	$(MAKE) -s check-built

check-built: $(O)/engross $(UNIT) $(FUZZ)
	UNIT='$(UNIT)' FUZZ='$(FUZZ)' tests/run-all $(O)

asan:               ## the whole suite again under the address and undefined-behaviour sanitizers
	LSAN_OPTIONS=suppressions=$(CURDIR)/tests/leaks.supp:print_suppressions=0 $(MAKE) -s check-built O=build/asan SAN="-fsanitize=address,undefined -fno-sanitize-recover=undefined" CFLAGS="-O1 -g -DEG_ARENA_DEBUG -U_FORTIFY_SOURCE"

lint:               ## layers, headers, man pages, long files
	tests/check-layers
	$(MAKE) -s hdr-check
	mandoc -Tlint -Wwarning $(MAN)

hdr-check:          ## each public header compiles alone
	@for h in include/engross/*.h; do \
		$(CC) -std=c17 -Iinclude -fsyntax-only -Wall -Werror -x c $$h || exit 1; \
	done

fmt:                ## format the sources as .clang-format says
	clang-format -i bills/*/*.[ch] cmd/*.[ch] include/engross/*.h tests/unit/*.[ch] tests/fuzz/*.c

tidy:               ## clang-tidy over the library
	clang-tidy --quiet $(LIB_SRC) -- $(EG_CFLAGS)

fuzz:               ## fuzz one parser with clang: make fuzz T=bill SECS=60
	$(MAKE) -s O=build/fuzz CC=clang WARN= CFLAGS="-O1 -g" SAN="-fsanitize=address,undefined,fuzzer-no-link" build/fuzz/libengross.a
	clang -O1 -g -fsanitize=address,undefined,fuzzer $(filter-out $(WARN),$(EG_CFLAGS)) tests/fuzz/fuzz_$(T).c build/fuzz/libengross.a $(EG_LIBS) -o build/fuzz/fuzz_$(T)
	mkdir -p build/fuzz/corpus/$(T) && build/fuzz/fuzz_$(T) -max_total_time=$(or $(SECS),60) build/fuzz/corpus/$(T) tests/fuzz/corpus/$(T)

cover:              ## which lines the tests reach
	$(MAKE) -s check-built O=build/cover CFLAGS="-O0 -g --coverage" && gcovr -r . build/cover

bench: $(O)/engross ## measure against what a user would use instead; prints ratios
	tests/install-packages $(BENCH_PACKAGES)
	tests/bench/run $(O)/engross

install: all        ## program, man pages, completion below $(PREFIX) (DESTDIR obeyed)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man5 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install -m 755 $(O)/engross $(DESTDIR)$(PREFIX)/bin/engross
	install -m 644 $(filter %.1,$(MAN)) $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 $(filter %.5,$(MAN)) $(DESTDIR)$(PREFIX)/share/man/man5
	$(O)/engross --completion bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/engross

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/engross $(DESTDIR)$(PREFIX)/share/man/man1/engross*.1 \
		$(DESTDIR)$(PREFIX)/share/man/man5/engross*.5
	rm -f $(DESTDIR)$(PREFIX)/share/bash-completion/completions/engross

dist:               ## a source archive
	git archive --prefix=engross-$(VERSION)/ -o engross-$(VERSION).tar.gz HEAD

clean:
	rm -rf build demo

help:               ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 16

-include $(LIB_OBJ:.o=.d) $(CMD_OBJ:.o=.d) $(UNIT:=.d) $(FUZZ:=.d)
