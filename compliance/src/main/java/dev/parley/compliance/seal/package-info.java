/// Keeps what people said unreadable without a key: master keys, data keys wrapped by them, and
/// files that are sealed chunk by chunk. AES-256-GCM of the JDK only (NIST SP 800-38D).
@NullMarked
package dev.parley.compliance.seal;

import org.jspecify.annotations.NullMarked;
