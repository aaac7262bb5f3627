/// The browser socket from outside: the strict client of `sim`, the published client in a real
/// browser, Pipecat's scenario runner, and clients who mean no good, all against a served Parley.
@NullMarked
package dev.parley.it.browser;

import org.jspecify.annotations.NullMarked;
