const part = encodeURIComponent;

/** Where pages of one thing stand. */
export const addressOf = {
  contact: (id: string) => `/contacts/${part(id)}`,
  sequence: (id: string) => `/sequences/${part(id)}`,
  segment: (id: string) => `/segments/${part(id)}`,
  template: (id: string) => `/templates/${part(id)}`,
  message: (id: string) => `/messages?peek=${part(id)}`,
};
