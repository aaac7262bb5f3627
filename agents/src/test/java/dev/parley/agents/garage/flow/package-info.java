/// The garage's conversation, played as text against a garage that exists only in the test.
@NullMarked
package dev.parley.agents.garage.flow;

import org.jspecify.annotations.NullMarked;
