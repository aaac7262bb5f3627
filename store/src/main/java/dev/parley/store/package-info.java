/// PostgreSQL behind the ports of the others: the embedded server, the pool, migrations, and the
/// records of calls. Knows calls, not what agents keep; may use call, dialog, compliance and meter.
@NullMarked
package dev.parley.store;

import org.jspecify.annotations.NullMarked;
