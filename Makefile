# swift-vae: `make help` says what there is.

SWIFT ?= swift
EPOCHS ?= 10

export SWIFT_BACKTRACE := enable=no

VAE := .build/release/vae
ONEDNN3 := .build-onednn3
TERMINAL := .build-terminal
RUN := runs/demo
FASHION_MNIST := /usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz
# Asked when the demo starts, that is after setup.
DATA = $(shell test -e $(FASHION_MNIST) && echo fashion-mnist || echo fashion-mnist-5000)

# Shows a command of vae, then runs it.
define vae
@printf '\n$$ vae %s\n' '$(1)'
@$(VAE) $(1)
endef

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup build test test-terminal test-onednn3 demo bench format lint clean

help: ## Show this help
	@echo 'usage: make TARGET [EPOCHS=10] [SWIFT=swift]'
	@echo
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install the system libraries and Fashion-MNIST, where missing
	@.ci/setup

build: ## Build the program and the library in release mode
	$(SWIFT) build -c release

test: setup ## Run all tests
	@SWIFT='$(SWIFT)' .ci/test

# A terminal in Python runs the program, as it was built, on a model that it has just made.
test-terminal: setup build ## Test the explorer on pseudo-terminals
	@.ci/make-venv $(TERMINAL)/venv Tests/Terminal/requirements.txt
	@$(VAE) train fashion-mnist-5000 -x mlp -e 1 -o $(TERMINAL)/model --force
	$(TERMINAL)/venv/bin/python -m unittest discover -s Tests/Terminal

# The last line fails if the program met the system's library after all.
test-onednn3: setup ## Run all tests with oneDNN 3.x, which PyPI has
	@.ci/fetch-onednn3 $(ONEDNN3)/root
	@ONEDNN_ROOT=$(CURDIR)/$(ONEDNN3)/root SWIFT='$(SWIFT)' .ci/test --scratch-path $(ONEDNN3)/swift
	@$(ONEDNN3)/swift/release/vae --version | grep '^oneDNN 3\.'

demo: setup build ## Train on Fashion-MNIST, then show what the model can do
	@test $(DATA) = fashion-mnist || \
	    echo 'Fashion-MNIST is not installed: the demo takes the 5,000 pictures that are built in.'
	$(call vae,train $(DATA) -x mlp -e $(EPOCHS) -o $(RUN) --force)
	$(call vae,evaluate $(RUN))
	$(call vae,export $(RUN) -o $(RUN)/latents.csv)
	$(call vae,sample $(RUN))
	$(call vae,reconstruct $(RUN))

bench: build ## Measure speed; with PEER=venv/bin/python that of PyTorch too, in turns
	@.build/release/vae-bench --table
	@$(if $(PEER),$(PEER) docs/benchmarks/compare.py)

format: ## Format the sources in place
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

lint: ## Check the format of the sources
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

clean: ## Remove what was built, and the run of the demo
	rm -rf .build $(ONEDNN3) $(TERMINAL) $(RUN)
