/// The server, put together by hand: one class a part, one place where they meet.
@NullMarked
package dev.parley.app.server;

import org.jspecify.annotations.NullMarked;
