/// What a browser fetches over HTTP: the talk page, and the record of a call after it ended. May
/// use `store` and Vert.x. Requests arrive on a media event loop and are answered from memory
/// there; whatever reads the database or a file does so on a virtual thread.
@NullMarked
package dev.parley.app.web;

import org.jspecify.annotations.NullMarked;
