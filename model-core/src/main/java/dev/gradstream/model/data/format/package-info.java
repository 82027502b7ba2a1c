/** The formats of records: how the bytes of a record become an example. */
package dev.gradstream.model.data.format;
