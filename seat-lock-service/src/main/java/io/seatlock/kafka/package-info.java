/** What every user of Kafka needs: the admin client, and failures in one line. */
@NullMarked
package io.seatlock.kafka;

import org.jspecify.annotations.NullMarked;
