package org.hinoban.api.notice;

import org.hinoban.api.text.Text;

/**
 * One thing that the manager has to say of itself.
 *
 * @param urgent whether it is shown on every page, not only on the settings
 */
public record Notice(Text text, boolean urgent) {}
