/// Secrets, sensitive values, redaction. Depends on nothing.
@NullMarked
package dev.parley.compliance;

import org.jspecify.annotations.NullMarked;
