/// Makes a certificate for the local network on request. Uses the JDK only.
@NullMarked
package dev.parley.app.tls;

import org.jspecify.annotations.NullMarked;
