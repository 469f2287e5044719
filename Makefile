# make demo   set up what is missing, build, run the quickstart scenario, show its table and say where its figures are
# make test   the same set-up, then every test
# make deps   only the set-up: the GNU Scientific Library, OpenSSL and pkg-config
# make docs   generate the catalogue pages, the JSON Schema and the tests' Swift of the cards again
# make site   the site (DocC, comes with Swift): pages of the documents and the catalogue, the libraries; in the folder site
# make static one executable that needs neither Swift nor GSL where it runs: .build-static/simulate (Linux)
# make golden compute the golden results of the smoke scenarios again (look at the difference!)
.PHONY: demo test deps docs site static golden clean

demo: deps
	swift build -c release --product simulate
	.build/release/simulate run Scenarios/quickstart.json --out results/quickstart --figures

test: deps
	swift test

deps:
	@.ci/install-dependencies

docs: deps
	swift run simulate document Docs

site: deps
	.ci/site site

static: deps
	swift build -c release --static-swift-stdlib -Xswiftc -static-executable --scratch-path .build-static --product simulate
	strip -o .build-static/simulate .build-static/release/simulate
	@du -h .build-static/simulate

golden: deps
	.ci/smoke --update

clean:
	rm -rf .build .build-static results site
